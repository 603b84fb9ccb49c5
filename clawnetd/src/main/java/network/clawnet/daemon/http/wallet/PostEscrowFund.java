package network.clawnet.daemon.http.wallet;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.EscrowView;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code POST /api/wallet/escrow/{id}/fund}: puts more Tokens in. */
public record PostEscrowFund(EscrowWrites escrows) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.ledgerWrite(
        "/api/wallet/escrow/{id}/fund", Scope.ESCROW, "amount", "resourcePrev");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    EscrowView escrow = escrows.find(call);
    Json.Builder payload = escrows.payload(call, escrow);
    EscrowWrites.with(payload, call.body().positiveAmount("amount"));
    return escrows.act(call, "wallet.escrow.fund", escrow.id(), payload.build());
  }
}
