package network.clawnet.daemon.http.lease;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Deals;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.http.market.DealQuery;
import network.clawnet.daemon.http.market.MarketCalls;
import network.clawnet.daemon.http.wallet.Subject;
import network.clawnet.market.lease.Lease;

/**
 * {@code GET /api/markets/capabilities/leases}: an account's leases, or those of a listing, newest
 * first.
 */
public record GetLeases(MarketCalls calls, Subject subject) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/markets/capabilities/leases", DealQuery.names());
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    Optional<Lease.State> state = DealQuery.state(call, Lease.State.class);
    Deals.Wanted wanted = DealQuery.of(call, subject, state.map(Lease.State::text));
    return MarketCalls.list(
        "leases", calls.cases().deals().leases(wanted, MarketCalls.part(call)), LeaseJson::view);
  }
}
