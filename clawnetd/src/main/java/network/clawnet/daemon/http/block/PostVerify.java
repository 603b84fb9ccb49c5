package network.clawnet.daemon.http.block;

import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.LedgerVerifier;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/**
 * {@code POST /api/ledger/verify}: executes the ledger again. With {@code progress=true} lines of
 * {@code {height, head}} come first. Changes nothing, so read-only nodes allow it.
 */
public record PostVerify(LedgerVerifier verifier) implements Route {
  private static final long MILLIS = 1_000;

  @Override
  public Endpoint endpoint() {
    return Endpoint.post("/api/ledger/verify", Scope.ADMIN).asking("progress").reading();
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws DecodeException {
    boolean progress = call.query().flag("progress");
    return CompletableFuture.completedFuture(
        progress
            ? new Answer.Lines(
                lines ->
                    verifier.verify(at -> lines.accept(line(at))).thenApply(PostVerify::report))
            : new Answer.Eventually(
                verifier.verify(at -> {}).thenApply(found -> Answer.ok(report(found)))));
  }

  private static Json.Obj line(LedgerVerifier.Progress at) {
    return Json.object().put("height", at.height()).put("head", at.head()).build();
  }

  private static Json.Obj report(LedgerVerifier.Report report) {
    return Json.object()
        .put("ok", report.ok())
        .put("blocks", report.blocks())
        .put("events", report.events())
        .put("head", report.head())
        .put("stateRoot", BlockJson.text(report.stateRoot()))
        .put("firstMismatch", report.firstMismatch().map(PostVerify::mismatch).orElse(null))
        .put("seconds", report.millis() / MILLIS)
        .build();
  }

  private static Json.Obj mismatch(LedgerVerifier.Mismatch mismatch) {
    return Json.object()
        .put("height", mismatch.height())
        .put("expected", mismatch.expected())
        .put("actual", mismatch.actual())
        .build();
  }
}
