package network.clawnet.daemon.http.order;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Markets;
import network.clawnet.daemon.app.market.Markets.ListingView;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.http.market.DealWrites;
import network.clawnet.daemon.http.market.MarketCalls;
import network.clawnet.market.task.Bid;
import network.clawnet.market.task.BidCodes;
import network.clawnet.market.task.StartRules;

/**
 * {@code POST /api/markets/tasks/{id}/accept}: without {@code bidId} a worker takes a task of fixed
 * price; with it the owner accepts that bid.
 */
public record PostAccept(DealWrites orders) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.ledgerWrite(
        "/api/markets/tasks/{id}/accept",
        Scope.MARKET,
        "bidId",
        "price",
        "resourcePrev",
        "withoutArbiter");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    ListingView view = orders.market().listing(call);
    Body body = call.body();
    Json.Builder payload =
        Json.object()
            .put("taskId", view.listing().id().hex())
            .put("resourcePrev", MarketCalls.prev(body, view.listing().lastEvent()))
            .put("withoutArbiter", orders.market().withoutArbiter(body));
    Optional<Hash> bid = body.optionalHash("bidId");
    if (bid.isEmpty()) {
      if (body.has("price")) {
        throw new DecodeException("\"price\" needs \"bidId\": a task without bids has its price");
      }
      return orders.begin(call, StartRules.TAKE, payload.build());
    }
    accept(view.listing().id(), bid.get(), body, payload);
    return orders.begin(call, StartRules.ACCEPT, payload.build());
  }

  private void accept(Hash task, Hash bid, Body body, Json.Builder payload)
      throws Refused, DecodeException, IOException {
    Markets markets = orders.market().cases().markets();
    Did bidder = markets.bidder(task, bid).orElseThrow(PostAccept::noBid);
    Bid now = markets.bid(task, bidder).orElseThrow(PostAccept::noBid);
    Tokens price = body.optionalPositiveAmount("price").orElse(now.price());
    payload.put("bidder", bidder.text()).put("bid", bid.hex()).put("amount", price.toString());
  }

  private static Refused noBid() {
    return new Refused(BidCodes.NOT_FOUND, "no such bid on this task");
  }
}
