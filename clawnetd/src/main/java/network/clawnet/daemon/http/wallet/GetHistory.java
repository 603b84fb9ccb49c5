package network.clawnet.daemon.http.wallet;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.HistoryPage;
import network.clawnet.daemon.app.LedgerQueries;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Query;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/wallet/history}: own pending movements first, then newest first. */
public record GetHistory(LedgerQueries ledger, Subject subject) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/wallet/history", "did", "address", "type", "limit", "offset");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    Query query = call.query();
    HistoryPage.Query wanted =
        new HistoryPage.Query(
            subject.of(call),
            query.choice("type", HistoryPage.Filter.class, HistoryPage.Filter.ALL),
            query.limit(),
            query.offset());
    HistoryPage page = ledger.history(wanted);
    return Answer.now(
        Json.object()
            .put("transactions", Json.of(page.entries().stream().map(GetHistory::entry).toList()))
            .put("total", page.total())
            .put("hasMore", (long) wanted.offset() + page.entries().size() < page.total())
            .put(
                "pagination",
                Json.object().put("limit", wanted.limit()).put("offset", wanted.offset()).build())
            .build());
  }

  private static Json.Obj entry(HistoryPage.Entry entry) {
    return Json.object()
        .put("txHash", "0x" + entry.hash().hex())
        .put("type", entry.type())
        .put("from", entry.from().text())
        .put("to", entry.to().map(did -> Json.of(did.text())).orElse(null))
        .put("amount", entry.amount().value())
        .put("fee", entry.fee().value())
        .put("status", entry.height().isPresent() ? "confirmed" : "pending")
        .put("memo", entry.memo().orElse(null))
        .put("timestamp", entry.timestamp())
        .put("height", Body.number(entry.height()))
        .put(
            entry.type().startsWith("market") ? "dealId" : "escrowId",
            entry.escrowId().orElse(null))
        .build();
  }
}
