package network.clawnet.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import network.clawnet.core.codec.Json;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.Intent;
import network.clawnet.daemon.http.testing.FakeNode;
import network.clawnet.daemon.http.testing.FakeValidators;
import network.clawnet.daemon.http.testing.TestServer;
import network.clawnet.daemon.http.testing.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ValidatorRoutesTest {
  private static final String OWN = new Did(FakeValidators.OWN_KEY).multibase();
  private static final String OTHER = new Did(FakeValidators.OTHER_KEY).multibase();

  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private Intent submitted(String path, String body) {
    Reply reply = server.post(path, body);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    return server.node.submitter.intent();
  }

  @Test
  void listsWhoValidatesNowAndNext() {
    Reply reply = server.get("/api/validators");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.get("own")).isEqualTo(Json.of(OWN));
    assertThat(reply.get("totalWeight")).isEqualTo(Json.of(60));
    assertThat(reply.get("nextTotalWeight")).isEqualTo(Json.of(70));
    assertThat(reply.get("validators")).isInstanceOf(Json.Arr.class);
    Json.Arr validators = (Json.Arr) Objects.requireNonNull(reply.get("validators"));
    assertThat(validators.items().get(0))
        .isEqualTo(
            Json.object()
                .put("validator", OTHER)
                .put("controller", FakeNode.BOB.text())
                .put("status", "active")
                .put("bond", 50)
                .put("weight", 60)
                .put("nextWeight", 50)
                .put("ready", false)
                .put("connected", true)
                .put(
                    "unbonding",
                    Json.of(
                        List.of(
                            Json.object().put("amount", 4).put("maturesAt", 9_000).build(),
                            Json.object().put("amount", 6).build())))
                .build());
  }

  @Test
  void registersTheOwnKeyForTheAccountThatActs() {
    Intent intent =
        submitted("/api/validators/register", "{\"did\":\"" + FakeNode.ALICE.text() + "\"}");

    assertThat(intent.issuer()).isEqualTo(FakeNode.ALICE);
    assertThat(intent.type()).isEqualTo("validator.register");
    assertThat(intent.payload())
        .isEqualTo(server.node.validators.registration(FakeNode.ALICE).payload());
  }

  @Test
  void stakesOnTheOwnKeyUnlessToldOtherwise() {
    Intent own = submitted("/api/wallet/stake", "{\"amount\": 70}");
    assertThat(own.type()).isEqualTo("wallet.stake");
    assertThat(own.payload())
        .isEqualTo(Json.object().put("validator", OWN).put("amount", "70").build());

    Intent other =
        submitted("/api/wallet/unstake", "{\"amount\": 5, \"validator\": \"" + OTHER + "\"}");
    assertThat(other.type()).isEqualTo("wallet.unstake");
    assertThat(other.payload())
        .isEqualTo(Json.object().put("validator", OTHER).put("amount", "5").build());
  }

  @Test
  void saysReady() {
    Intent intent = submitted("/api/validators/ready", "{}");

    assertThat(intent.type()).isEqualTo("validator.ready");
    assertThat(intent.payload()).isEqualTo(Json.object().put("validator", OWN).build());
  }

  @Test
  void saysThatItIsBack() {
    Intent intent = submitted("/api/validators/unjail", "{}");

    assertThat(intent.type()).isEqualTo("validator.unjail");
    assertThat(intent.payload()).isEqualTo(Json.object().put("validator", OWN).build());
  }

  @Test
  void refusesNothingAndWhatIsNoKey() {
    assertThat(server.post("/api/wallet/stake", "{\"amount\": 0}").status()).isEqualTo(400);
    assertThat(server.post("/api/wallet/stake", "{}").status()).isEqualTo(400);
    assertThat(
            server
                .post("/api/wallet/stake", "{\"amount\": 5, \"validator\": \"did:claw:x\"}")
                .status())
        .isEqualTo(400);
    assertThat(server.post("/api/validators/register", "{\"pop\": \"x\"}").status()).isEqualTo(400);
  }
}
