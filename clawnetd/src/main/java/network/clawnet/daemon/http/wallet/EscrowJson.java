package network.clawnet.daemon.http.wallet;

import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.EscrowView;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.ProofJson;

/** How an escrow looks in answers. */
final class EscrowJson {
  private EscrowJson() {}

  /** Returns the escrow with the hash and status of the last event that touched it. */
  static Json.Obj view(EscrowView escrow) {
    Json.Builder body =
        terms(escrow)
            .put("txHash", "0x" + escrow.lastEvent().hex())
            .put("status", escrow.pending() ? "pending" : "final");
    return ProofJson.put(body, escrow.proof()).build();
  }

  static Json.Builder terms(EscrowView escrow) {
    return Json.object()
        .put("id", escrow.id())
        .put("depositor", escrow.depositor().text())
        .put("beneficiary", escrow.beneficiary().text())
        .put("arbiter", escrow.arbiter().map(did -> Json.of(did.text())).orElse(null))
        .put("amount", escrow.amount().value())
        .put("released", escrow.released().value())
        .put("refunded", escrow.refunded().value())
        .put("remaining", escrow.remaining().value())
        .put("state", escrow.state())
        .put("releaseRules", Json.of(escrow.releaseRules().stream().map(EscrowJson::rule).toList()))
        .put("createdAt", escrow.createdAt())
        .put("expiresAt", Body.number(escrow.expiresAt()))
        .put("expired", escrow.expired())
        .put("resourcePrev", "0x" + escrow.resourcePrev().hex());
  }

  private static Json.Obj rule(EscrowView.ReleaseRule rule) {
    return Json.object()
        .put("id", rule.id())
        .put("by", rule.by())
        .put("notBefore", Body.number(rule.notBefore()))
        .build();
  }
}
