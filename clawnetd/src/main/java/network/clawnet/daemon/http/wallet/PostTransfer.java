package network.clawnet.daemon.http.wallet;

import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.LedgerWrites;
import network.clawnet.daemon.http.Route;

/** {@code POST /api/wallet/transfer}. */
public record PostTransfer(LedgerWrites writes) implements Route {
  /** Longest memo that is looked at, in characters; the rules count its bytes. */
  private static final int MAX_MEMO_CHARS = 4_096;

  @Override
  public Endpoint endpoint() {
    return Endpoint.ledgerWrite("/api/wallet/transfer", Scope.TRANSFER, "to", "amount", "memo");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    Did to = call.body().account("to");
    Tokens amount = call.body().positiveAmount("amount");
    Json.Obj payload =
        Json.object()
            .put("to", to.text())
            .put("amount", amount.toString())
            .put("memo", call.body().optionalText("memo", MAX_MEMO_CHARS).orElse(null))
            .build();
    return writes.run(
        call,
        new LedgerWrites.Action("wallet.transfer", payload),
        done ->
            Answer.ok(
                LedgerWrites.receipt(done)
                    .put("from", done.issuer().text())
                    .put("to", to.text())
                    .put("amount", amount.value())
                    .build()));
  }
}
