package network.clawnet.daemon.http.node;

import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.NodeStatus;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/node/status}. The data directory is shown to the operator only. */
public record GetStatus(NodeStatus node) implements Route {
  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/api/node/status");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) {
    NodeStatus.Snapshot now = node.snapshot();
    Json.Builder body =
        Json.object()
            .put("did", now.did().text())
            .put("peerId", now.peerId())
            .put("multiaddrs", Json.of(now.multiaddrs().stream().map(Json::of).toList()))
            .put("synced", now.sync().synced())
            .put("blockHeight", now.blockHeight())
            .put("targetHeight", Math.max(now.blockHeight(), now.sync().target()))
            .put("blocksPerSecond", now.sync().blocksPerSecond())
            .put("peers", now.peers())
            .put("connections", now.connections())
            .put("network", now.network())
            .put("chain", now.chain())
            .put("version", now.version())
            .put("uptime", now.uptime())
            .put("nodeType", now.nodeType())
            .put("epoch", now.epoch())
            .put("validator", now.validator())
            .put("locked", now.locked())
            .put("headTime", now.headTime())
            .put("ready", now.ready());
    now.sync().snapshotPercent().ifPresent(it -> body.put("snapshotPercent", it));
    if (call.caller() instanceof Caller.Operator) {
      body.put("dataDir", now.dataDir().orElse(null));
    }
    return Answer.now(body.build());
  }
}
