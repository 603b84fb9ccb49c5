package network.clawnet.daemon.http.node;

import java.util.concurrent.CompletableFuture;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.NodeStatus;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/node/config}: the effective configuration without secrets. */
public record GetConfig(NodeStatus node) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/node/config").needing(Scope.ADMIN);
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) {
    return Answer.now(node.config());
  }
}
