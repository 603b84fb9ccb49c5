package network.clawnet.daemon.http.credential;

import java.io.IOException;
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
    return Endpoint.delete("/api/credentials/{id}", Scope.ADMIN);
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    call.requireOperator();
    String id = call.id("id");
    credentials.revoke(call.caller(), id);
    return Answer.now(Json.object().put("id", id).put("revoked", true).build());
  }
}
