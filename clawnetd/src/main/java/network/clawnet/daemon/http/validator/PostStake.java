package network.clawnet.daemon.http.validator;

import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.stake.event.StakeAmount;
import network.clawnet.core.stake.event.Stakes;
import network.clawnet.core.stake.event.Unstakes;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.validator.Validators;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.LedgerWrites;
import network.clawnet.daemon.http.Route;

/** {@code POST /api/wallet/stake} and {@code POST /api/wallet/unstake}. */
public record PostStake(String path, String type, Validators validators, LedgerWrites writes)
    implements Route {
  /** Returns the operation that adds to a bond. */
  public static PostStake stake(Validators validators, LedgerWrites writes) {
    return new PostStake("/api/wallet/stake", Stakes.TYPE, validators, writes);
  }

  /** Returns the operation that takes from a bond. */
  public static PostStake unstake(Validators validators, LedgerWrites writes) {
    return new PostStake("/api/wallet/unstake", Unstakes.TYPE, validators, writes);
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.ledgerWrite(path, Scope.ADMIN, "validator", "amount");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    Tokens amount = call.body().positiveAmount("amount");
    Json.Obj payload = new StakeAmount(ConsensusKey.of(call.body(), validators), amount).payload();
    return writes.run(
        call,
        new LedgerWrites.Action(type, payload),
        done ->
            Answer.ok(
                LedgerWrites.receipt(done)
                    .put("validator", payload.get("validator"))
                    .put("controller", done.issuer().text())
                    .put("amount", amount.value())
                    .build()));
  }
}
