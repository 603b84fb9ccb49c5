package network.clawnet.daemon.http.order;

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
import network.clawnet.market.order.Order;

/** {@code GET /api/markets/orders}: an account's orders, or those of a listing, newest first. */
public record GetOrders(MarketCalls calls, Subject subject) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/markets/orders", DealQuery.names());
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    Optional<Order.State> state = DealQuery.state(call, Order.State.class);
    Deals.Wanted wanted = DealQuery.of(call, subject, state.map(Order.State::text));
    return MarketCalls.list(
        "orders", calls.cases().deals().orders(wanted, MarketCalls.part(call)), OrderJson::view);
  }
}
