package network.clawnet.daemon.http.lease;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.AccountKeys;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.message.Calls;
import network.clawnet.daemon.app.message.Calls.Asked;
import network.clawnet.daemon.app.message.Calls.Form;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/**
 * {@code POST /api/markets/capabilities/leases/{id}/invoke}: calls the provider's program through
 * both nodes, and signs that the answer is paid.
 */
public record PostInvoke(Calls calls, AccountKeys accounts) implements Route {
  private static final int MAX_BASE64_CHARS = (Calls.MAX_BYTES + 2) / 3 * 4;
  private static final int STANDARD_WAIT_SECONDS = 30;

  @Override
  public Endpoint endpoint() {
    return Endpoint.post(
        "/api/markets/capabilities/leases/{id}/invoke",
        Scope.MARKET,
        "did",
        "input",
        "text",
        "base64",
        "waitSeconds");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    Body body = call.body();
    Did renter = call.actingFor(body.optionalAccount("did"), accounts.own());
    long seconds =
        body.optionalInteger("waitSeconds", 0, Calls.LONGEST_WAIT.toSeconds())
            .orElse(STANDARD_WAIT_SECONDS);
    Form form = form(body);
    Asked asked = new Asked(renter, call.hash("id"), form, bytes(body, form));
    return calls
        .call(asked, call.caller(), Duration.ofSeconds(seconds))
        .thenApply(outcome -> Answer.ok(UsageJson.outcome(outcome)));
  }

  private static Form form(Body body) throws DecodeException {
    int given =
        (body.has("input") ? 1 : 0) + (body.has("text") ? 1 : 0) + (body.has("base64") ? 1 : 0);
    if (given != 1) {
      throw new DecodeException("give one of \"input\", \"text\" and \"base64\"");
    }
    return body.has("input") ? Form.JSON : body.has("text") ? Form.TEXT : Form.BYTES;
  }

  private static byte[] bytes(Body body, Form form) throws DecodeException {
    byte[] bytes =
        switch (form) {
          case JSON -> CanonicalJson.encode(body.object("input"));
          case TEXT -> body.text("text", Calls.MAX_BYTES).getBytes(StandardCharsets.UTF_8);
          case BYTES -> decoded(body.text("base64", MAX_BASE64_CHARS));
        };
    if (bytes.length > Calls.MAX_BYTES) {
      throw new DecodeException("a call brings at most " + Calls.MAX_BYTES + " bytes");
    }
    return bytes;
  }

  private static byte[] decoded(String text) throws DecodeException {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new DecodeException("\"base64\" is no base64: " + e.getMessage());
    }
  }
}
