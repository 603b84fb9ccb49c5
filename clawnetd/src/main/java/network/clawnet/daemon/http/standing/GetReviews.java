package network.clawnet.daemon.http.standing;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Standing;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.http.market.MarketCalls;

/** {@code GET /api/reputation/{did}/reviews}: what partners said, newest first. */
public record GetReviews(Standing standing) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/reputation/{did}/reviews", MarketCalls.paged());
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    return MarketCalls.list(
        "reviews", standing.reviews(call.account("did"), MarketCalls.part(call)), GetReviews::json);
  }

  private static Json.Obj json(Standing.Review review) {
    return Json.object()
        .put("id", MarketCalls.text(review.event()))
        .put(review.ofContract() ? "contractId" : "orderId", MarketCalls.text(review.deal()))
        .put("reviewer", review.reviewer().text())
        .put("rating", review.stars())
        .put("comment", review.comment().orElse(null))
        .put("createdAt", review.at())
        .build();
  }
}
