package network.clawnet.daemon.http.account;

import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.AccountKeys;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code POST /api/accounts/export}: a key file under another passphrase, never a bare key. */
public record PostExport(AccountKeys accounts) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.post(
        "/api/accounts/export", Scope.ADMIN, "did", "passphrase", "exportPassphrase");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    Did did = call.actingFor(call.body().optionalAccount("did"), accounts.own());
    return accounts
        .export(
            call.caller(),
            did,
            call.body().passphrase("passphrase"),
            call.body().passphrase("exportPassphrase"))
        .thenApply(key -> Answer.ok(Json.object().put("key", key).build()));
  }
}
