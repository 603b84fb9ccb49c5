package network.clawnet.daemon.http.lease;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.Submission;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.LedgerWrites;
import network.clawnet.daemon.http.market.MarketCalls;

/** Writes events about leases and answers with the lease. */
public record LeaseCalls(MarketCalls market) {
  /** Writes the event that begins an lease: its hash is the lease's id. */
  CompletableFuture<Answer> begin(Call call, String type, Json.Obj payload)
      throws DecodeException, Refused {
    return market
        .writes()
        .run(
            call,
            new LedgerWrites.Action(type, payload),
            done -> Answer.created(after(done, done.hash())));
  }

  /** Writes an event about an lease. */
  CompletableFuture<Answer> step(Call call, String type, Hash lease, Json.Obj payload)
      throws DecodeException, Refused {
    return market.act(call, type, payload, done -> Answer.ok(after(done, lease)));
  }

  private Json.Obj after(Submission done, Hash id) throws IOException {
    return MarketCalls.merged(
        LedgerWrites.receipt(done).put("leaseId", MarketCalls.text(id)),
        MarketCalls.shown(() -> market.cases().deals().lease(id)).map(LeaseJson::view));
  }
}
