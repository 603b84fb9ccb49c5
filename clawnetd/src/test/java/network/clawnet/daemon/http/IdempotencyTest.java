package network.clawnet.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Credentials.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdempotencyTest {
  private static final Endpoint FUND =
      Endpoint.ledgerWrite("/api/wallet/escrow/{id}/fund", Scope.ESCROW, "amount");
  private static final Endpoint REFUND =
      Endpoint.ledgerWrite("/api/wallet/escrow/{id}/refund", Scope.ESCROW, "amount");

  @Test
  void isTheSameForTheSameActionHoweverItIsSpelled() throws DecodeException {
    assertThat(digest(FUND, "a", "{\"amount\":1,\"fee\":2}"))
        .isEqualTo(digest(FUND, "a", " {\"fee\": 2,\n\"amount\":1, \"memo\":null}"));
  }

  @Test
  void differsByMethodPathAndBody() throws DecodeException {
    Hash digest = digest(FUND, "a", "{\"amount\":1}");

    assertThat(digest(FUND, "b", "{\"amount\":1}")).isNotEqualTo(digest);
    assertThat(digest(REFUND, "a", "{\"amount\":1}")).isNotEqualTo(digest);
    assertThat(digest(FUND, "a", "{\"amount\":2}")).isNotEqualTo(digest);
    assertThat(digest(FUND, "a", "{\"amount\":\"1\"}")).isNotEqualTo(digest);
  }

  @Test
  void holdsNoFastHashOfThePassphrase() throws DecodeException {
    assertThat(digest(FUND, "a", "{\"amount\":1,\"passphrase\":\"correct horse\"}"))
        .isEqualTo(digest(FUND, "a", "{\"amount\":1}"));
  }

  @Test
  void isAbsentWithoutAKey() throws DecodeException {
    assertThat(call(FUND, "a", "{}", null).idempotency()).isEmpty();
  }

  @Test
  void refusesABodyThatHasNoCanonicalForm() {
    assertThatThrownBy(() -> digest(FUND, "a", "{\"amount\":1.5}"))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("1.5");
  }

  private static Hash digest(Endpoint endpoint, String id, String body) throws DecodeException {
    return call(endpoint, id, body, "key").idempotency().orElseThrow().digest();
  }

  private static Call call(Endpoint endpoint, String id, String json, @Nullable String key)
      throws DecodeException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new Call(
        endpoint,
        Caller.Operator.LOCAL,
        Map.of("id", id),
        new Query(Map.of()),
        new Body(JsonParser.parseObject(bytes), bytes),
        new Call.Headers(key, null));
  }
}
