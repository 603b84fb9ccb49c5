package network.clawnet.daemon.http.account;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.AccountKeys;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code POST /api/accounts/unlock}. */
public record PostUnlock(AccountKeys accounts) implements Route {
  private static final long MAX_SECONDS = Duration.ofDays(30).toSeconds();

  @Override
  public Endpoint endpoint() {
    return Endpoint.post("/api/accounts/unlock", Scope.ADMIN, "did", "passphrase", "seconds");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    Did did = call.actingFor(call.body().optionalAccount("did"), accounts.own());
    OptionalLong seconds = call.body().optionalInteger("seconds", 1, MAX_SECONDS);
    Optional<Duration> duration =
        seconds.isPresent()
            ? Optional.of(Duration.ofSeconds(seconds.getAsLong()))
            : Optional.empty();
    return accounts
        .unlock(call.caller(), did, call.body().passphrase("passphrase"), duration)
        .thenApply(
            account ->
                Answer.ok(
                    Json.object()
                        .put("did", account.did().text())
                        .put("unlockedUntil", Body.number(account.unlockedUntil()))
                        .build()));
  }
}
