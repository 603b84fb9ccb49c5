package network.clawnet.daemon.http.order;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
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
import network.clawnet.market.order.PlaceRules;

/**
 * {@code POST /api/markets/info/{id}/purchase}: locks the price until the seller has delivered. The
 * price is the listing's; whoever passes one is refused where it has changed.
 */
public record PostPurchase(DealWrites orders) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.ledgerWrite(
        "/api/markets/info/{id}/purchase", Scope.MARKET, "price", "resourcePrev", "withoutArbiter");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    ListingView view = orders.market().listing(call);
    Body body = call.body();
    Tokens price = body.optionalPositiveAmount("price").orElse(view.listing().price());
    Json.Obj payload =
        Json.object()
            .put("listingId", view.listing().id().hex())
            .put("resourcePrev", MarketCalls.prev(body, view.listing().lastEvent()))
            .put("amount", price.toString())
            .put("withoutArbiter", orders.market().withoutArbiter(body))
            .build();
    return orders.begin(call, PlaceRules.PLACE, payload);
  }
}
