package network.clawnet.daemon.http.lease;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Markets.ListingView;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.http.market.DealWrites;
import network.clawnet.daemon.http.market.MarketCalls;
import network.clawnet.market.kernel.MarketCodes;
import network.clawnet.market.lease.LeaseStart;
import network.clawnet.market.listing.Pricing;

/**
 * {@code POST /api/markets/capabilities/{id}/lease}: rents so many units or periods and locks what
 * they cost.
 */
public record PostLease(DealWrites leases) implements Route {
  private static final Set<String> PLAN = Set.of("type", "maxUnits");

  @Override
  public Endpoint endpoint() {
    return Endpoint.ledgerWrite(
        "/api/markets/capabilities/{id}/lease",
        Scope.MARKET,
        "units",
        "plan",
        "amount",
        "resourcePrev",
        "withoutArbiter");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    ListingView view = leases.market().listing(call);
    Body body = call.body();
    Pricing pricing = view.listing().offer().pricing();
    long units = units(body, pricing);
    Tokens amount =
        body.has("amount") ? body.positiveAmount("amount") : worth(pricing.price(), units);
    Json.Obj payload =
        Json.object()
            .put("listingId", view.listing().id().hex())
            .put("resourcePrev", MarketCalls.prev(body, view.listing().lastEvent()))
            .put("units", units)
            .put("amount", amount.toString())
            .put("withoutArbiter", leases.market().withoutArbiter(body))
            .build();
    return leases.begin(call, LeaseStart.START, payload);
  }

  /** Returns {@code units}, or those of {@code plan: {type, maxUnits}}. */
  private static long units(Body body, Pricing pricing) throws DecodeException {
    if (body.has("units") == body.has("plan")) {
      throw new DecodeException("give either \"units\" or \"plan\"");
    }
    if (body.has("units")) {
      return count(body, "units");
    }
    Json.Obj object = body.object("plan");
    new JsonFields(object).only(PLAN);
    Body plan = new Body(object, new byte[0]);
    String type = pricing.isSubscription() ? "subscription" : "pay_per_use";
    if (!plan.text("type", 32).equals(type)) {
      throw new DecodeException("\"plan.type\" of this listing is " + type);
    }
    return count(plan, "maxUnits");
  }

  private static long count(Body body, String name) throws DecodeException {
    return body.optionalInteger(name, 1, Pricing.MAX_UNITS)
        .orElseThrow(() -> new DecodeException("\"" + name + "\" is missing"));
  }

  private static Tokens worth(Tokens price, long units) throws Refused {
    if (price.value() > Tokens.MAX / units) {
      throw new Refused(MarketCodes.PRICE_MISMATCH, "nobody can pay so many units");
    }
    return new Tokens(price.value() * units);
  }
}
