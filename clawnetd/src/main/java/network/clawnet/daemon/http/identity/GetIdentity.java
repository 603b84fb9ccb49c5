package network.clawnet.daemon.http.identity;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.daemon.app.Identities;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/identity/{did}}: any valid DID or address, registered or not. */
public record GetIdentity(Identities identities) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/identity/{did}");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, IOException {
    return Answer.now(IdentityJson.identity(identities.identity(call.account("did"))));
  }
}
