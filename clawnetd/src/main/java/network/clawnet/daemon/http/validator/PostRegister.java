package network.clawnet.daemon.http.validator;

import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.stake.event.ValidatorRegisters;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.validator.Validators;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.LedgerWrites;
import network.clawnet.daemon.http.Route;

/** {@code POST /api/validators/register}. */
public record PostRegister(Validators validators, LedgerWrites writes) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.ledgerWrite("/api/validators/register", Scope.ADMIN);
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    Json.Obj payload = validators.registration(writes.issuer(call)).payload();
    return writes.run(
        call,
        new LedgerWrites.Action(ValidatorRegisters.TYPE, payload),
        done ->
            Answer.ok(
                LedgerWrites.receipt(done)
                    .put("validator", payload.get("validator"))
                    .put("controller", done.issuer().text())
                    .build()));
  }
}
