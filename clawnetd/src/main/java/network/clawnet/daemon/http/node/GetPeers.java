package network.clawnet.daemon.http.node;

import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.NodeStatus;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/node/peers}. */
public record GetPeers(NodeStatus node) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/node/peers");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) {
    Json.Arr peers = node.peers();
    return Answer.now(Json.object().put("peers", peers).put("total", peers.items().size()).build());
  }
}
