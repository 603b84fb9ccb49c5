package network.clawnet.daemon.http.credential;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Credentials;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code DELETE /api/credentials/{id}}: revokes it at once; it stays listed. */
public record DeleteCredential(Credentials credentials) implements Route {
  @Override
  public Endpoint endpoint() {
    return new Endpoint(
        Endpoint.Method.DELETE,
        "/api/credentials/{id}",
        Optional.of(Scope.ADMIN),
        true,
        Set.of(),
        Set.of(),
        false);
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    call.requireOperator();
    String id = call.id("id");
    credentials.revoke(call.caller(), id);
    return Answer.now(Json.object().put("id", id).put("revoked", true).build());
  }
}
