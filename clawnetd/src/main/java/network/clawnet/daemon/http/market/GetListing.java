package network.clawnet.daemon.http.market;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Markets.ListingView;
import network.clawnet.daemon.app.market.Markets.Market;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/**
 * {@code GET /api/markets/info/{id}} and its like: one listing of that market; and {@code GET
 * /api/markets/listings/{id}}: one of any.
 */
public record GetListing(Optional<Market> market, MarketCalls calls) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get(market.map(MarketPaths::of).orElse(MarketPaths.ANY) + "/{id}");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    ListingView view = calls.listing(call);
    if (market.isPresent()) {
      MarketCalls.require(market.get(), view);
    }
    return Answer.now(ListingJson.view(view));
  }
}
