package network.clawnet.daemon.http.credential;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.AccountKeys;
import network.clawnet.daemon.app.Credentials;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.http.Scopes;

/**
 * {@code POST /api/credentials}. The operator's alone: a credential that could make others would
 * have no limits of its own.
 */
public record PostCredential(Credentials credentials, AccountKeys accounts) implements Route {
  private static final int MAX_NAME_CHARS = 64;

  @Override
  public Endpoint endpoint() {
    return Endpoint.post(
        "/api/credentials",
        Scope.ADMIN,
        "did",
        "scopes",
        "maxPerTx",
        "maxPerDay",
        "expires",
        "name");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    call.requireOperator();
    Body body = call.body();
    Set<Scope> scopes = Scopes.parse(body.array("scopes", Scope.values().length).items());
    Credentials.Terms terms =
        new Credentials.Terms(
            body.optionalAccount("did").orElse(accounts.own()),
            scopes,
            body.optionalAmount("maxPerTx"),
            body.optionalAmount("maxPerDay"),
            body.optionalInteger("expires", 1, Json.Num.MAX),
            body.optionalText("name", MAX_NAME_CHARS));
    return CompletableFuture.completedFuture(
        Answer.created(IssuedJson.of(credentials.create(call.caller(), terms))));
  }
}
