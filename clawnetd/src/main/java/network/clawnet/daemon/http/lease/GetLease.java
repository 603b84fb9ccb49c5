package network.clawnet.daemon.http.lease;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.http.market.MarketCalls;

/** {@code GET /api/markets/capabilities/leases/{id}}: one lease with its events. */
public record GetLease(MarketCalls calls) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/markets/capabilities/leases/{id}");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    return Answer.now(LeaseJson.view(calls.lease(call)));
  }
}
