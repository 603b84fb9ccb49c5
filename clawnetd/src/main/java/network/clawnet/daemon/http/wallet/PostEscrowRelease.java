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

/** {@code POST /api/wallet/escrow/{id}/release}: pays the beneficiary under one of the rules. */
public record PostEscrowRelease(EscrowWrites escrows) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.ledgerWrite(
        "/api/wallet/escrow/{id}/release",
        Scope.ESCROW,
        "amount",
        "ruleId",
        "resourcePrev",
        "cosign");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    EscrowView escrow = escrows.find(call);
    Json.Builder payload = escrows.payload(call, escrow);
    EscrowWrites.with(payload, call.body().positiveAmount("amount"));
    payload.put("ruleId", call.body().id("ruleId"));
    return escrows.act(call, "wallet.escrow.release", escrow.id(), payload.build());
  }
}
