package network.clawnet.daemon.http.credential;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.daemon.app.Credentials;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code POST /api/credentials/{id}/rotate}: another secret, same terms; the operator's alone. */
public record PostRotate(Credentials credentials) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.post("/api/credentials/{id}/rotate", Scope.ADMIN);
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    call.requireOperator();
    return Answer.now(IssuedJson.of(credentials.rotate(call.caller(), call.id("id"))));
  }
}
