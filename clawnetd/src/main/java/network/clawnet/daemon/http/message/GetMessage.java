package network.clawnet.daemon.http.message;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.message.Messages;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/messages/{id}}: what became of a message that was sent from here. */
public record GetMessage(Messages messages) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/messages/{id}").needing(Scope.MARKET);
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    String id = call.id("id");
    Messages.State state =
        messages
            .state(id)
            .orElseThrow(() -> new Refused(AppCodes.MESSAGE_NOT_FOUND, "no message " + id));
    return Answer.now(
        Json.object().put("id", id).put("status", state.state()).put("at", state.at()).build());
  }
}
