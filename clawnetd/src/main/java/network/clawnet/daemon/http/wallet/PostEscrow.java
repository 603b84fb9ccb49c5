package network.clawnet.daemon.http.wallet;

import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.LedgerWrites;
import network.clawnet.daemon.http.Route;
import network.clawnet.wallet.escrow.EscrowIds;

/** {@code POST /api/wallet/escrow}: creates an escrow and, unless told otherwise, fills it. */
public record PostEscrow(EscrowWrites escrows) implements Route {
  private static final int MAX_RULES = 16;

  @Override
  public Endpoint endpoint() {
    return Endpoint.ledgerWrite(
        "/api/wallet/escrow",
        Scope.ESCROW,
        "beneficiary",
        "amount",
        "releaseRules",
        "escrowId",
        "arbiter",
        "expiresAt",
        "autoFund");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    Json.Obj payload = payload(call.body());
    return escrows
        .writes()
        .run(
            call,
            new LedgerWrites.Action("wallet.escrow.create", payload),
            done -> {
              String id =
                  payload.get("escrowId") instanceof Json.Str given
                      ? given.value()
                      : EscrowIds.derived(done.hash());
              return Answer.created(escrows.answer(done, id));
            });
  }

  private static Json.Obj payload(Body body) throws DecodeException, Refused {
    Json.Builder payload =
        Json.object()
            .put("beneficiary", body.account("beneficiary").text())
            .put("amount", body.positiveAmount("amount").toString())
            .put("releaseRules", rules(body))
            .put(
                "arbiter",
                body.optionalAccount("arbiter").map(it -> Json.of(it.text())).orElse(null))
            .put("expiresAt", Body.number(body.optionalInteger("expiresAt", 1, Json.Num.MAX)));
    if (body.has("escrowId")) {
      payload.put("escrowId", body.id("escrowId"));
    }
    if (body.has("autoFund")) {
      payload.put("autoFund", body.flag("autoFund", true));
    }
    return payload.build();
  }

  private static Json.Arr rules(Body body) throws DecodeException {
    Json.Arr rules = body.array("releaseRules", MAX_RULES);
    if (rules.items().isEmpty()) {
      throw new DecodeException(
          "\"releaseRules\" must hold 1 to "
              + MAX_RULES
              + " rules, for example [{\"id\":\"rule-1\"}]");
    }
    return rules;
  }
}
