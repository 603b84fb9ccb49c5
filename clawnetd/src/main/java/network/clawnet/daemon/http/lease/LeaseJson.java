package network.clawnet.daemon.http.lease;

import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.market.Deals.LeaseView;
import network.clawnet.daemon.http.market.ListingJson;
import network.clawnet.daemon.http.market.MarketCalls;
import network.clawnet.daemon.http.market.StepJson;
import network.clawnet.market.lease.Lease;
import network.clawnet.market.lease.Rental;

/** How a lease looks in answers. */
public final class LeaseJson {
  private LeaseJson() {}

  /** Returns the lease with the hash and status of the last event that changed it. */
  public static Json.Obj view(LeaseView view) {
    Lease lease = view.lease();
    Rental deal = lease.rental();
    boolean settled = lease.state() == Lease.State.SETTLED;
    Json.Builder out =
        Json.object()
            .put("leaseId", MarketCalls.text(lease.id()))
            .put("listingId", MarketCalls.text(deal.listing()))
            .put("renter", deal.renter().text())
            .put("provider", deal.provider().text())
            .put("arbiter", deal.arbiter().map(it -> Json.of(it.text())).orElse(null))
            .put("type", deal.isSubscription() ? "subscription" : "pay_per_use")
            .put("price", deal.price().value())
            .put("units", deal.units())
            .put("amount", deal.amount().value())
            .put("metered", lease.metered())
            .put("state", lease.state().text())
            .put("overdue", view.overdue())
            .put(settled ? "endedAt" : "deadline", lease.deadline())
            .put("startedAt", deal.startedAt())
            .put("terms", ListingJson.terms(deal.terms()))
            .put("events", StepJson.of(view.steps()))
            .put("resourcePrev", MarketCalls.text(lease.lastEvent()))
            .put("txHash", MarketCalls.text(lease.lastEvent()))
            .put("status", view.pending() ? "pending" : "final");
    if (deal.isSubscription()) {
      out.put("periodMs", deal.periodMs());
    }
    if (lease.claimed() > 0) {
      out.put("claimed", lease.claimed());
    }
    if (settled) {
      out.put("toProvider", lease.paid().value());
    }
    return out.build();
  }
}
