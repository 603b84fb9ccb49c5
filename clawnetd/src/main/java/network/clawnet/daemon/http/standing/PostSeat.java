package network.clawnet.daemon.http.standing;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.Submission;
import network.clawnet.daemon.app.market.Standing;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.LedgerWrites;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.http.market.MarketCalls;
import network.clawnet.market.arbiter.SeatRules;

/** {@code POST /api/markets/arbiters/stake} and {@code /unstake}: takes a seat, or gives it up. */
public record PostSeat(boolean takes, Standing standing, LedgerWrites writes) implements Route {
  @Override
  public Endpoint endpoint() {
    return takes
        ? Endpoint.ledgerWrite("/api/markets/arbiters/stake", Scope.MARKET, "amount")
        : Endpoint.ledgerWrite("/api/markets/arbiters/unstake", Scope.MARKET);
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    Json.Obj payload = takes ? stake(call) : Json.Obj.EMPTY;
    return writes.run(
        call,
        new LedgerWrites.Action(takes ? SeatRules.STAKE : SeatRules.UNSTAKE, payload),
        done -> Answer.ok(after(done)));
  }

  /** A seat has one price, which need not be said. */
  private Json.Obj stake(Call call) throws Refused, DecodeException {
    return Json.object()
        .put(
            "amount",
            call.body().optionalPositiveAmount("amount").orElse(standing.seatPrice()).toString())
        .build();
  }

  private Json.Obj after(Submission done) throws IOException {
    return MarketCalls.merged(
        LedgerWrites.receipt(done).put("did", done.issuer().text()),
        MarketCalls.shown(() -> standing.seat(done.issuer())).map(GetArbiters::json));
  }
}
