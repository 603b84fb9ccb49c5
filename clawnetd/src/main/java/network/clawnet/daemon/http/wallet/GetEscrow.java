package network.clawnet.daemon.http.wallet;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/wallet/escrow/{id}}. */
public record GetEscrow(EscrowWrites escrows) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/wallet/escrow/{id}");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    return Answer.now(EscrowJson.view(escrows.find(call)));
  }
}
