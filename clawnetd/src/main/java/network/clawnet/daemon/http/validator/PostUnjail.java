package network.clawnet.daemon.http.validator;

import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.stake.event.ValidatorUnjail;
import network.clawnet.core.stake.event.ValidatorUnjails;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.validator.Validators;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.LedgerWrites;
import network.clawnet.daemon.http.Route;

/** {@code POST /api/validators/unjail}. */
public record PostUnjail(Validators validators, LedgerWrites writes) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.ledgerWrite("/api/validators/unjail", Scope.ADMIN, "validator");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    Json.Obj payload = new ValidatorUnjail(ConsensusKey.of(call.body(), validators)).payload();
    return writes.run(
        call,
        new LedgerWrites.Action(ValidatorUnjails.TYPE, payload),
        done ->
            Answer.ok(
                LedgerWrites.receipt(done).put("validator", payload.get("validator")).build()));
  }
}
