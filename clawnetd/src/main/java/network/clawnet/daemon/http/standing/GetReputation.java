package network.clawnet.daemon.http.standing;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Standing;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.ProofJson;
import network.clawnet.daemon.http.Route;
import network.clawnet.market.reputation.Reputation;
import network.clawnet.market.reputation.Reputation.Dimensions;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/reputation/{did}}: what ended deals say of an account now. */
public record GetReputation(Standing standing) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/reputation/{did}");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    return Answer.now(json(standing.score(call.account("did"))));
  }

  private static Json.Obj json(Standing.Score score) {
    Reputation reputation = score.reputation();
    Json.Builder body =
        Json.object()
            .put("did", score.did().text())
            .put("score", reputation.score())
            .put("level", reputation.level().text())
            .put("levelNumber", reputation.level().number())
            .put("dimensions", dimensions(reputation.dimensions()))
            .put("totalTransactions", reputation.deals())
            .put("counted", reputation.counted())
            .put("reviews", reputation.reviews())
            .put("averageRating", average(reputation.stars(), reputation.reviews()))
            .put("updatedAt", score.at());
    return ProofJson.put(body, score.proof()).build();
  }

  private static Json.Obj dimensions(Dimensions it) {
    return Json.object()
        .put("transaction", it.transaction())
        .put("fulfillment", it.fulfillment())
        .put("quality", it.quality())
        .put("social", it.social())
        .put("behavior", it.behavior())
        .build();
  }

  /** Returns the mean to two places as text; null without reviews. */
  static @Nullable Json average(long stars, long reviews) {
    return reviews == 0
        ? null
        : Json.of(
            BigDecimal.valueOf(stars)
                .divide(BigDecimal.valueOf(reviews), 2, RoundingMode.HALF_UP)
                .toPlainString());
  }
}
