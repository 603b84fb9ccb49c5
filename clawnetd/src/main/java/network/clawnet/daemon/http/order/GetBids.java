package network.clawnet.daemon.http.order;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Markets.BidView;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.http.market.MarketCalls;

/** {@code GET /api/markets/tasks/{id}/bids}: the bids that stand, newest first. */
public record GetBids(MarketCalls calls) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/markets/tasks/{id}/bids", MarketCalls.paged());
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    return MarketCalls.list(
        "bids",
        calls.cases().markets().bids(calls.listing(call).listing().id(), MarketCalls.part(call)),
        GetBids::json);
  }

  static Json.Obj json(BidView view) {
    return Json.object()
        .put("bidId", MarketCalls.text(view.bid().event()))
        .put("taskId", MarketCalls.text(view.task()))
        .put("bidder", view.bidder().text())
        .put("price", view.bid().price().value())
        .put("deliverMs", view.bid().deliverMs())
        .put("about", view.about().orElse(null))
        .put("at", view.at())
        .build();
  }
}
