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

/**
 * {@code POST /api/wallet/escrow/{id}/refund}: pays back, all that remains unless told otherwise.
 */
public record PostEscrowRefund(EscrowWrites escrows) implements Route {
  private static final int MAX_REASON_CHARS = 256;

  @Override
  public Endpoint endpoint() {
    return Endpoint.ledgerWrite(
        "/api/wallet/escrow/{id}/refund",
        Scope.ESCROW,
        "amount",
        "reason",
        "resourcePrev",
        "cosign");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    EscrowView escrow = escrows.find(call);
    Json.Builder payload = escrows.payload(call, escrow);
    boolean all = !call.body().has("amount");
    EscrowWrites.with(payload, all ? escrow.remaining() : call.body().positiveAmount("amount"));
    payload.put("reason", call.body().text("reason", MAX_REASON_CHARS));
    return escrows.act(call, "wallet.escrow.refund", escrow.id(), payload.build());
  }
}
