package network.clawnet.daemon.http.credential;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Credentials;
import network.clawnet.daemon.app.Credentials.Listed;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Body;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.http.Scopes;

/** {@code GET /api/credentials}: without secrets; a credential sees those of its account. */
public record GetCredentials(Credentials credentials) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/credentials").needing(Scope.ADMIN);
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws IOException {
    return Answer.now(
        Json.object()
            .put(
                "credentials",
                Json.of(
                    credentials.list().stream()
                        .filter(listed -> visible(listed, call.caller()))
                        .map(GetCredentials::json)
                        .toList()))
            .build());
  }

  private static boolean visible(Listed listed, Caller caller) {
    return !(caller instanceof Caller.Bearer bearer) || bearer.did().equals(listed.terms().did());
  }

  private static Json.Obj json(Listed listed) {
    Credentials.Terms terms = listed.terms();
    return Json.object()
        .put("id", listed.id())
        .put("did", terms.did().text())
        .put("scopes", Scopes.json(terms.scopes()))
        .put("maxPerTx", terms.maxPerTx().map(limit -> Json.of(limit.value())).orElse(null))
        .put("maxPerDay", terms.maxPerDay().map(limit -> Json.of(limit.value())).orElse(null))
        .put("expires", Body.number(terms.expires()))
        .put("name", terms.name().orElse(null))
        .put("created", listed.created())
        .put("lastUsed", Body.number(listed.lastUsed()))
        .put("revoked", listed.revoked())
        .build();
  }
}
