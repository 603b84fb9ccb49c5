package network.clawnet.daemon.http.account;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.AccountKeys;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code POST /api/accounts/lock}: one account, or all; with a credential its own. */
public record PostLock(AccountKeys accounts) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.post("/api/accounts/lock", Scope.ADMIN, "did");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    Optional<Did> did = call.body().optionalAccount("did");
    if (did.isPresent() || call.caller() instanceof Caller.Bearer) {
      did = Optional.of(call.actingFor(did, accounts.own()));
    }
    return Answer.now(
        Json.object()
            .put(
                "locked",
                Json.of(
                    accounts.lock(call.caller(), did).stream()
                        .map(locked -> Json.of(locked.text()))
                        .toList()))
            .build());
  }
}
