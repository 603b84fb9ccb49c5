package network.clawnet.daemon.http.block;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.LedgerQueries;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/ledger/supply}. */
public record GetSupply(LedgerQueries ledger) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/ledger/supply");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, IOException {
    LedgerQueries.Supply supply = ledger.supply();
    return Answer.now(
        Json.object()
            .put("supply", supply.supply().value())
            .put("treasury", supply.treasury().value())
            .put("locked", supply.locked().value())
            .put("circulating", supply.circulating().value())
            .build());
  }
}
