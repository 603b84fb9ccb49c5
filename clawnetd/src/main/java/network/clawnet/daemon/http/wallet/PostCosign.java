package network.clawnet.daemon.http.wallet;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.AccountKeys;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Intent;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.SubmitOptions;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Cosigns;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/**
 * {@code POST /api/wallet/cosign} and {@code /api/markets/cosign}: signs a payload as consent to
 * another party's event.
 */
public record PostCosign(String path, Scope scope, AccountKeys accounts) implements Route {
  /** Returns the operation for escrows. */
  public static PostCosign escrow(AccountKeys accounts) {
    return new PostCosign("/api/wallet/cosign", Scope.ESCROW, accounts);
  }

  /** Returns the operation for deals of the markets. */
  public static PostCosign market(AccountKeys accounts) {
    return new PostCosign("/api/markets/cosign", Scope.MARKET, accounts);
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.post(path, scope, "did", "passphrase", "type", "payload");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException {
    Did did = call.actingFor(call.body().optionalAccount("did"), accounts.own());
    Intent intent =
        Intent.of(
            did, call.body().text("type", Envelope.MAX_TYPE_CHARS), call.body().object("payload"));
    SubmitOptions options =
        new SubmitOptions(
            call.caller(),
            call.body().optionalPassphrase("passphrase"),
            call.idempotency(),
            Optional.empty());
    return accounts
        .cosign(intent, options)
        .thenApply(
            signature ->
                Answer.ok(
                    Json.object()
                        .put("did", did.text())
                        .put("sig", Cosigns.text(signature))
                        .build()));
  }
}
