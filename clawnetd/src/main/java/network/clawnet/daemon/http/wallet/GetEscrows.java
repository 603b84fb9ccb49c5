package network.clawnet.daemon.http.wallet;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.EscrowView;
import network.clawnet.daemon.app.LedgerQueries;
import network.clawnet.daemon.app.LedgerQueries.EscrowRole;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Query;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/wallet/escrows}: an account's escrows, newest first. */
public record GetEscrows(LedgerQueries ledger, Subject subject) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/wallet/escrows", "did", "address", "role", "limit", "offset");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    Query query = call.query();
    EscrowRole role = query.choice("role", EscrowRole.class, EscrowRole.ALL);
    EscrowView.Page page = ledger.escrows(subject.of(call), role, query.limit(), query.offset());
    return Answer.now(
        Json.object()
            .put("escrows", Json.of(page.escrows().stream().map(EscrowJson::view).toList()))
            .put("total", page.total())
            .build());
  }
}
