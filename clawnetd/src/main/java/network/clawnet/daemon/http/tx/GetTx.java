package network.clawnet.daemon.http.tx;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Blocks;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.ProofJson;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/tx/{hash}}: an event and its fate. */
public record GetTx(Blocks blocks) implements Route {
  /** Blocks are final, so a final event has as many confirmations as anybody asks for. */
  private static final int CONFIRMATIONS = 7;

  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/tx/{hash}");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    Hash hash = call.hash("hash");
    Optional<Blocks.TxView> found = blocks.transaction(hash);
    if (found.isEmpty()) {
      throw unknown(hash, blocks.oldest());
    }
    return Answer.now(json(found.get()));
  }

  private static Refused unknown(Hash hash, long oldest) {
    String text = "this node knows no event 0x" + hash.hex();
    return oldest > 1
        ? new Refused(
                AppCodes.TX_NOT_FOUND, text + "; it keeps blocks from height " + oldest + " on")
            .with("oldest", oldest)
        : new Refused(AppCodes.TX_NOT_FOUND, text);
  }

  private static Json.Obj json(Blocks.TxView tx) {
    Json.Builder body =
        Json.object()
            .put("hash", "0x" + tx.hash().hex())
            .put("status", tx.status().name().toLowerCase(Locale.ROOT))
            .put("height", Body.number(tx.height()))
            .put("index", Body.number(tx.index()))
            .put("reason", tx.reason().orElse(null))
            .put("winner", tx.winner().map(winner -> Json.of("0x" + winner.hex())).orElse(null))
            .put("confirmations", tx.status() == Blocks.TxStatus.FINAL ? CONFIRMATIONS : 0)
            .put("event", tx.event().orElse(null));
    return ProofJson.put(body, tx.proof()).build();
  }
}
