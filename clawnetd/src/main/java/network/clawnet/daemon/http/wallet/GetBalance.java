package network.clawnet.daemon.http.wallet;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.identity.Address;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.LedgerQueries;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.ProofJson;
import network.clawnet.daemon.http.Route;

/**
 * {@code GET /api/wallet/balance}: of the account named, else the credential's, else the node's.
 */
public record GetBalance(LedgerQueries ledger, Subject subject) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/wallet/balance", "did", "address");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    Did did = subject.of(call);
    LedgerQueries.Balance balance = ledger.balance(did);
    Json.Builder body =
        Json.object()
            .put("did", did.text())
            .put("address", Address.of(did))
            .put("balance", balance.balance().value())
            .put("available", balance.available().value())
            .put("pending", balance.pending().value())
            .put("locked", balance.locked().value())
            .put("nonce", balance.nonce())
            .put("nextNonce", balance.nextNonce());
    return Answer.now(ProofJson.put(body, balance.proof()).build());
  }
}
