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

/** {@code POST /api/accounts}: derives the node's next account. */
public record PostAccount(AccountKeys accounts) implements Route {
  private static final int MAX_NAME_CHARS = 64;

  @Override
  public Endpoint endpoint() {
    return Endpoint.post("/api/accounts", Scope.ADMIN, "passphrase", "name");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws DecodeException {
    return accounts
        .create(
            call.caller(),
            call.body().passphrase("passphrase"),
            call.body().optionalText("name", MAX_NAME_CHARS))
        .thenApply(
            account ->
                Answer.created(
                    Json.object()
                        .put("did", account.did().text())
                        .put("address", Address.of(account.did()))
                        .put("index", account.index())
                        .build()));
  }
}
