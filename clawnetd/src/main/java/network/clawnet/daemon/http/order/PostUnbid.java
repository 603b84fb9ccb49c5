package network.clawnet.daemon.http.order;

import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.LedgerWrites;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.http.market.MarketCalls;
import network.clawnet.market.task.BidRules;

/** {@code POST /api/markets/tasks/{id}/withdraw}: takes the own bid back. */
public record PostUnbid(MarketCalls calls) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.ledgerWrite("/api/markets/tasks/{id}/withdraw", Scope.MARKET);
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    Hash task = call.hash("id");
    return calls
        .writes()
        .run(
            call,
            new LedgerWrites.Action(
                BidRules.UNBID, Json.object().put("taskId", task.hex()).build()),
            done ->
                Answer.ok(
                    LedgerWrites.receipt(done)
                        .put("taskId", MarketCalls.text(task))
                        .put("bidder", done.issuer().text())
                        .build()));
  }
}
