package network.clawnet.daemon.http.market;

import java.util.List;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.market.Markets.ListingView;
import network.clawnet.daemon.http.Body;
import network.clawnet.market.kernel.Terms;
import network.clawnet.market.listing.Listing;
import network.clawnet.market.listing.Offer;
import network.clawnet.market.listing.Pricing;

/** How a listing looks in answers. */
public final class ListingJson {
  /** Members of {@code about} that are shown beside it as well. */
  private static final List<String> SHOWN = List.of("title", "preview", "description", "category");

  private ListingJson() {}

  /** Returns the listing with the hash and status of the last event that changed it. */
  public static Json.Obj view(ListingView view) {
    Listing listing = view.listing();
    Offer offer = listing.offer();
    Json.Builder out = Json.object();
    view.about().ifPresent(about -> SHOWN.forEach(name -> out.put(name, about.get(name))));
    price(listing, out);
    return out.put("listingId", MarketCalls.text(listing.id()))
        .put("market", listing.kind().text())
        .put("owner", listing.owner().text())
        .put("state", view.status().text())
        .put("about", view.about().orElse(null))
        .put("terms", terms(offer.terms()))
        .put("maxOpen", offer.maxOpen())
        .put("running", listing.running())
        .put("contentHash", offer.contentHash().map(it -> hash(it.hex())).orElse(null))
        .put("operator", offer.operator().map(it -> Json.of(it.text())).orElse(null))
        .put("publishedAt", Body.number(view.publishedAt()))
        .put("expiresAt", offer.expiresAt())
        .put("resourcePrev", MarketCalls.text(listing.lastEvent()))
        .put("txHash", MarketCalls.text(listing.lastEvent()))
        .put("status", view.pending() ? "pending" : "final")
        .build();
  }

  /** Returns the terms of a listing or a deal. */
  public static Json.Obj terms(Terms terms) {
    return Json.object()
        .put("deliverMs", terms.deliverMs())
        .put("reviewMs", terms.reviewMs())
        .put("disputeMs", terms.disputeMs())
        .put("revisions", terms.revisions())
        .put("silentShare", terms.silentShare())
        .build();
  }

  private static void price(Listing listing, Json.Builder out) {
    Pricing pricing = listing.offer().pricing();
    switch (listing.kind()) {
      case INFO, TASK_FIXED -> out.put("price", pricing.price().value());
      case TASK_RANGE ->
          out.put(
              "priceRange",
              Json.object()
                  .put("min", pricing.price().value())
                  .put("max", pricing.max().value())
                  .build());
      case CAPABILITY -> out.put("plan", plan(pricing));
    }
  }

  private static Json.Obj plan(Pricing pricing) {
    Json.Builder plan = Json.object().put("price", pricing.price().value());
    return pricing.isSubscription()
        ? plan.put("type", "subscription")
            .put("periodMs", pricing.periodMs())
            .put("maxPeriods", pricing.limit())
            .build()
        : plan.put("type", "pay_per_use").put("maxUnits", pricing.limit()).build();
  }

  private static Json hash(String hex) {
    return Json.of("0x" + hex);
  }
}
