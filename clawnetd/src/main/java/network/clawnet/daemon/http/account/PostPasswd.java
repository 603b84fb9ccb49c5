package network.clawnet.daemon.http.account;

import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.AccountKeys;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code POST /api/accounts/passwd}: another passphrase for all accounts; the operator's alone. */
public record PostPasswd(AccountKeys accounts) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.post("/api/accounts/passwd", Scope.ADMIN, "passphrase", "newPassphrase");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    call.requireOperator();
    return accounts
        .changePassphrase(
            call.caller(),
            call.body().passphrase("passphrase"),
            call.body().passphrase("newPassphrase"))
        .thenApply(changed -> Answer.ok(Json.object().put("accounts", changed).build()));
  }
}
