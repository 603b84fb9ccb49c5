package network.clawnet.daemon.http.order;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.http.market.MarketCalls;

/** {@code GET /api/markets/orders/{id}}: one order with its events. */
public record GetOrder(MarketCalls calls) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/markets/orders/{id}");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    return Answer.now(OrderJson.view(calls.order(call)));
  }
}
