package network.clawnet.daemon.http.order;

import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.market.Deals.OrderView;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.market.ListingJson;
import network.clawnet.daemon.http.market.MarketCalls;
import network.clawnet.daemon.http.market.StepJson;
import network.clawnet.market.order.Agreement;
import network.clawnet.market.order.Order;

/** How an order looks in answers. */
public final class OrderJson {
  private OrderJson() {}

  /** Returns the order with the hash and status of the last event that changed it. */
  public static Json.Obj view(OrderView view) {
    Order order = view.order();
    Agreement deal = order.agreement();
    Order.Progress progress = order.progress();
    boolean ended = order.state().isFinal();
    Json.Builder out =
        Json.object()
            .put("orderId", MarketCalls.text(order.id()))
            .put("market", deal.kind().text())
            .put("listingId", MarketCalls.text(deal.listing()))
            .put("buyer", deal.buyer().text())
            .put("seller", deal.seller().text())
            .put("arbiter", deal.arbiter().map(it -> Json.of(it.text())).orElse(null))
            .put("amount", deal.amount().value())
            .put("state", order.state().text())
            .put("overdue", view.overdue())
            .put(ended ? "endedAt" : "deadline", progress.deadline())
            .put("revisionsLeft", progress.revisionsLeft())
            .put("evidence", progress.evidence())
            .put("terms", ListingJson.terms(deal.terms()))
            .put("startedAt", Body.number(view.startedAt()))
            .put(
                "contentHash", deal.contentHash().map(MarketCalls::text).map(Json::of).orElse(null))
            .put(
                "delivered", progress.delivered().map(MarketCalls::text).map(Json::of).orElse(null))
            .put("events", StepJson.of(view.steps()))
            .put("resourcePrev", MarketCalls.text(order.lastEvent()))
            .put("txHash", MarketCalls.text(order.lastEvent()))
            .put("status", view.pending() ? "pending" : "final");
    order.ending().ifPresent(ending -> end(ending, out));
    return out.build();
  }

  private static void end(Order.Ending ending, Json.Builder out) {
    out.put("toSeller", ending.toSeller().value())
        .put("reviewedByBuyer", ending.reviewedByBuyer())
        .put("reviewedBySeller", ending.reviewedBySeller());
  }
}
