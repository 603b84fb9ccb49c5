package network.clawnet.daemon.http.block;

import java.util.concurrent.CompletableFuture;
import network.clawnet.daemon.app.Blocks;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/ledger/genesis}: the document that defines this network. */
public record GetGenesis(Blocks blocks) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/ledger/genesis");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) {
    return Answer.now(blocks.genesis());
  }
}
