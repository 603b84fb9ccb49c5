package network.clawnet.daemon.http.lease;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.AccountKeys;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.message.Calls;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/**
 * {@code GET /api/markets/capabilities/leases/{id}/usage}: what a party's node knows of the calls:
 * the provider's may bring the consent to the ledger.
 */
public record GetUsage(Calls calls, AccountKeys accounts) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/markets/capabilities/leases/{id}/usage", "did").needing(Scope.MARKET);
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    Did party = call.actingFor(call.query().account("did"), accounts.own());
    return Answer.now(UsageJson.usage(calls.usage(party, call.hash("id"))));
  }
}
