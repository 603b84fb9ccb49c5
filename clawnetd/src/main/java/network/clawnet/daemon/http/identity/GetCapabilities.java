package network.clawnet.daemon.http.identity;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Identities;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/identity/capabilities}: newest first, of one account or of all. */
public record GetCapabilities(Identities identities) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/identity/capabilities", "did", "address", "limit", "offset");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    Identities.CapabilityPage page =
        identities.capabilities(
            call.query().account("did", "address"), call.query().limit(), call.query().offset());
    return Answer.now(
        Json.object()
            .put("capabilities", IdentityJson.capabilities(page.capabilities()))
            .put("total", page.total())
            .build());
  }
}
