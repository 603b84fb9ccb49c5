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
import network.clawnet.market.arbiter.Seat;

/** {@code GET /api/markets/arbiters}: the seats that deals draw from. */
public record GetArbiters(Standing standing) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/markets/arbiters", "limit", "offset");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    Standing.SeatPage page = standing.seats(call.query().limit(), call.query().offset());
    return Answer.now(
        Json.object()
            .put("arbiters", Json.of(page.seats().stream().map(GetArbiters::json).toList()))
            .put("total", page.total())
            .build());
  }

  static Json.Obj json(Seat seat) {
    Json.Builder out =
        Json.object()
            .put("did", seat.holder().text())
            .put("stake", seat.stake().value())
            .put("since", seat.since())
            .put("drawn", seat.isDrawn());
    if (!seat.isDrawn()) {
      out.put("returnsAt", seat.returnsAt());
    }
    return out.build();
  }
}
