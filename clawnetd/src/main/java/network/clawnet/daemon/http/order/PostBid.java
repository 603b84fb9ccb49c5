package network.clawnet.daemon.http.order;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Markets.ListingView;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.LedgerWrites;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.http.market.MarketCalls;
import network.clawnet.market.task.BidRules;

/** {@code POST /api/markets/tasks/{id}/bids}: bids, or replaces the own bid. */
public record PostBid(MarketCalls calls) implements Route {
  private static final int MAX_APPROACH_CHARS = 1_500;

  @Override
  public Endpoint endpoint() {
    return Endpoint.ledgerWrite(
        "/api/markets/tasks/{id}/bids",
        Scope.MARKET,
        "price",
        "deliverMs",
        "approach",
        "metadata",
        "resourcePrev");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    ListingView task = calls.listing(call);
    Body body = call.body();
    Json.Builder payload =
        Json.object()
            .put("taskId", task.listing().id().hex())
            .put("resourcePrev", MarketCalls.prev(body, task.listing().lastEvent()))
            .put("price", body.positiveAmount("price").toString());
    OptionalLong deliverMs = body.optionalInteger("deliverMs", 1, Json.Num.MAX);
    if (deliverMs.isPresent()) {
      payload.put("deliverMs", deliverMs.getAsLong());
    }
    if (body.has("approach") || body.has("metadata")) {
      payload.put("about", about(body));
    }
    return calls
        .writes()
        .run(
            call,
            new LedgerWrites.Action(BidRules.BID, payload.build()),
            done ->
                Answer.created(
                    LedgerWrites.receipt(done)
                        .put("bidId", MarketCalls.text(done.hash()))
                        .put("taskId", MarketCalls.text(task.listing().id()))
                        .put("bidder", done.issuer().text())
                        .build()));
  }

  private static Json.Obj about(Body body) throws DecodeException {
    return Json.object()
        .put("approach", body.optionalText("approach", MAX_APPROACH_CHARS).orElse(null))
        .put("metadata", body.has("metadata") ? body.object("metadata") : null)
        .build();
  }
}
