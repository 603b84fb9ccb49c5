package network.clawnet.daemon.http.credential;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.AuditLog;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/audit}: signatures, newest first; a credential sees its account's. */
public record GetAudit(AuditLog audit) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/audit", "did", "address", "limit", "before").needing(Scope.ADMIN);
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    Optional<Did> did = call.query().account("did", "address");
    if (call.caller() instanceof Caller.Bearer bearer) {
      did = Optional.of(call.actingFor(did, bearer.did()));
    }
    long before = call.query().integer("before", 0, 1, Json.Num.MAX);
    OptionalLong limit = before == 0 ? OptionalLong.empty() : OptionalLong.of(before);
    return Answer.now(
        Json.object()
            .put(
                "entries",
                Json.of(
                    audit.page(did, call.query().limit(), limit).stream()
                        .map(GetAudit::entry)
                        .toList()))
            .build());
  }

  private static Json.Obj entry(AuditLog.Entry entry) {
    return Json.object()
        .put("seq", entry.seq())
        .put("time", entry.time())
        .put("did", entry.did().text())
        .put("type", entry.type())
        .put("txHash", entry.txHash().map(hash -> Json.of("0x" + hash.hex())).orElse(null))
        .put("amount", entry.amount().map(amount -> Json.of(amount.value())).orElse(null))
        .put("to", entry.to().map(to -> Json.of(to.text())).orElse(null))
        .put("credential", entry.credential().orElse(null))
        .put("outcome", entry.outcome())
        .build();
  }
}
