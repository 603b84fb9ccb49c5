package network.clawnet.daemon.http.identity;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.daemon.app.AccountKeys;
import network.clawnet.daemon.app.Identities;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/identity}: the node's own, or the credential's. */
public record GetOwnIdentity(Identities identities, AccountKeys accounts) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/identity");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, IOException {
    return Answer.now(
        IdentityJson.identity(
            identities.identity(call.actingFor(Optional.empty(), accounts.own()))));
  }
}
