package network.clawnet.daemon.http.account;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.Json;
import network.clawnet.core.identity.Address;
import network.clawnet.daemon.app.AccountKeys;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/accounts}: all of the node's; a credential sees its own. */
public record GetAccounts(AccountKeys accounts) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/accounts");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws IOException {
    return Answer.now(
        Json.object()
            .put(
                "accounts",
                Json.of(
                    accounts.list().stream()
                        .filter(account -> visible(account, call.caller()))
                        .map(GetAccounts::account)
                        .toList()))
            .build());
  }

  private static boolean visible(AccountKeys.Account account, Caller caller) {
    return !(caller instanceof Caller.Bearer bearer) || bearer.did().equals(account.did());
  }

  private static Json.Obj account(AccountKeys.Account account) {
    return Json.object()
        .put("did", account.did().text())
        .put("address", Address.of(account.did()))
        .put("index", account.index())
        .put("name", account.name().orElse(null))
        .put("created", account.created())
        .put("unlocked", account.unlocked())
        .put("unlockedUntil", Body.number(account.unlockedUntil()))
        .put("default", account.isDefault())
        .build();
  }
}
