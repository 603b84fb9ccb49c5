package network.clawnet.daemon.http.market;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Markets.ListingView;
import network.clawnet.daemon.app.market.Markets.Market;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.LedgerWrites;
import network.clawnet.daemon.http.Route;
import network.clawnet.market.listing.ListingRules;

/** {@code POST /api/markets/info/{id}/remove} and its like: withdraws a listing. */
public record PostRemove(Market market, MarketCalls calls) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.ledgerWrite(
        MarketPaths.of(market) + "/{id}/remove", Scope.MARKET, "resourcePrev");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    ListingView view = calls.listing(call);
    MarketCalls.require(market, view);
    Json.Obj payload =
        Json.object()
            .put("listingId", view.listing().id().hex())
            .put("resourcePrev", MarketCalls.prev(call.body(), view.listing().lastEvent()))
            .build();
    return calls
        .writes()
        .run(
            call,
            new LedgerWrites.Action(ListingRules.WITHDRAW, payload),
            done -> Answer.ok(calls.after(done, view.listing().id())));
  }
}
