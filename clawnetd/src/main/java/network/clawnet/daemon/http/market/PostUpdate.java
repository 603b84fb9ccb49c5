package network.clawnet.daemon.http.market;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Markets.ListingView;
import network.clawnet.daemon.app.market.Markets.Market;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.LedgerWrites;
import network.clawnet.daemon.http.Route;
import network.clawnet.market.listing.ListingRules;

/**
 * {@code POST /api/markets/info/{id}/update} and its like for capabilities: changes what is given.
 * With a title, all that is said to people is replaced.
 */
public record PostUpdate(Market market, MarketCalls calls) implements Route {
  @Override
  public Endpoint endpoint() {
    Set<String> members = new TreeSet<>(About.members(market));
    members.addAll(Set.of("price", "terms", "expiresAt", "maxOpen", "resourcePrev"));
    if (market == Market.INFO) {
      members.add("contentHash");
    }
    return Endpoint.ledgerWrite(
        MarketPaths.of(market) + "/{id}/update", Scope.MARKET, members.toArray(String[]::new));
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    ListingView view = calls.listing(call);
    MarketCalls.require(market, view);
    Body body = call.body();
    Json.Builder payload =
        Json.object()
            .put("listingId", view.listing().id().hex())
            .put("resourcePrev", MarketCalls.prev(body, view.listing().lastEvent()));
    if (About.members(market).stream().anyMatch(body::has)) {
      payload.put("about", About.read(body));
    }
    body.optionalPositiveAmount("price").ifPresent(price -> payload.put("price", price.toString()));
    OfferMembers.put(body, payload);
    return calls
        .writes()
        .run(
            call,
            new LedgerWrites.Action(ListingRules.UPDATE, payload.build()),
            done -> Answer.ok(calls.after(done, view.listing().id())));
  }
}
