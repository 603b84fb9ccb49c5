package network.clawnet.daemon.http.account;

import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.identity.Address;
import network.clawnet.daemon.app.AccountKeys;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code POST /api/accounts/import}: takes over a key that another node exported. */
public record PostImport(AccountKeys accounts) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.post("/api/accounts/import", Scope.ADMIN, "key", "keyPassphrase", "passphrase");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws DecodeException {
    Json.Obj key = call.body().object("key");
    return accounts
        .importKey(
            call.caller(),
            key,
            call.body().passphrase("keyPassphrase"),
            call.body().passphrase("passphrase"))
        .thenApply(
            account ->
                Answer.created(
                    Json.object()
                        .put("did", account.did().text())
                        .put("address", Address.of(account.did()))
                        .build()));
  }
}
