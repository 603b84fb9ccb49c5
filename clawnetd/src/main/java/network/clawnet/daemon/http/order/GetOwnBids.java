package network.clawnet.daemon.http.order;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.http.market.MarketCalls;
import network.clawnet.daemon.http.wallet.Subject;

/** {@code GET /api/markets/bids}: an account's bids that stand, newest first. */
public record GetOwnBids(MarketCalls calls, Subject subject) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/markets/bids", MarketCalls.paged("did", "address"));
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    return MarketCalls.list(
        "bids",
        calls.cases().markets().bidsBy(subject.of(call), MarketCalls.part(call)),
        GetBids::json);
  }
}
