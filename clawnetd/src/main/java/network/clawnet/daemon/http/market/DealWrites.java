package network.clawnet.daemon.http.market;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.Submission;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.LedgerWrites;

/**
 * Writes events that begin or move one kind of deal, and answers with the deal.
 *
 * @param idName member that names the deal, such as {@code orderId}
 * @param view what is shown of one
 */
public record DealWrites(MarketCalls market, String idName, View view) {
  /** Looks a deal up as answers show it. */
  @FunctionalInterface
  public interface View {
    Optional<Json.Obj> of(Hash id) throws IOException, Refused;
  }

  /** Writes the event that begins a deal: its hash is the deal's id. */
  public CompletableFuture<Answer> begin(Call call, String type, Json.Obj payload)
      throws DecodeException, Refused {
    return market
        .writes()
        .run(
            call,
            new LedgerWrites.Action(type, payload),
            done -> Answer.created(after(done, done.hash())));
  }

  /** Writes an event about a deal. */
  public CompletableFuture<Answer> step(Call call, String type, Hash deal, Json.Obj payload)
      throws DecodeException, Refused {
    return market.act(call, type, payload, done -> Answer.ok(after(done, deal)));
  }

  private Json.Obj after(Submission done, Hash id) throws IOException {
    return MarketCalls.merged(
        LedgerWrites.receipt(done).put(idName, MarketCalls.text(id)),
        MarketCalls.shown(() -> view.of(id)));
  }
}
