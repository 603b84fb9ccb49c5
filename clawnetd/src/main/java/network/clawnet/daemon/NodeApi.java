package network.clawnet.daemon;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.config.NodeConfig;
import network.clawnet.core.identity.PeerId;
import network.clawnet.daemon.app.cases.UseCases;
import network.clawnet.daemon.health.FaultLatch;
import network.clawnet.daemon.health.Health;
import network.clawnet.daemon.http.server.HttpLimits;
import network.clawnet.daemon.http.server.HttpServer;
import network.clawnet.daemon.http.server.RouteTable;
import network.clawnet.daemon.metrics.LazyMetrics;
import network.clawnet.daemon.metrics.Metrics;
import network.clawnet.daemon.peer.NodePeers;
import network.clawnet.daemon.status.Status;

/** Joins what a node of any kind can be asked with the server that answers. */
final class NodeApi {
  private final Node.Ground ground;
  private final Node.Kind kind;
  private final NodePeers peers;
  private final FaultLatch latch;

  /**
   * Joins nothing yet.
   *
   * @param latch knows the first fault after which the node is unhealthy
   */
  NodeApi(Node.Ground ground, Node.Kind kind, NodePeers peers, FaultLatch latch) {
    this.ground = ground;
    this.kind = kind;
    this.peers = peers;
    this.latch = latch;
  }

  /** Returns a server that has its routes and is not started. */
  HttpServer prepare(NodeServices services) throws IOException {
    Health health = new Health(latch, kind.checks());
    LazyMetrics metrics = new LazyMetrics(readings());
    HttpServer server =
        new HttpServer(config().api(), HttpLimits.STANDARD, services.credentials(), metrics);
    Status status = status(health, server);
    UseCases useCases = kind.useCases(services, peers, status, server.executor());
    server.prepare(RouteTable.of(useCases, health, metrics, server.executor()), useCases.feed());
    return server;
  }

  private NodeConfig config() {
    return ground.loaded().config();
  }

  private Status status(Health health, HttpServer server) {
    NodeIdentity identity = ground.identity();
    return new Status(
        new Status.Identity(
            identity.own(), PeerId.of(identity.keys().peer().publicKey()).text(), ground.dataDir()),
        config(),
        ground.genesis(),
        new Status.Sources(
            kind.type(),
            kind::position,
            () -> !identity.vault().unlocked().containsKey(identity.own()),
            () -> health.ready().ok(),
            server::port,
            peers,
            kind::sync),
        ground.clock());
  }

  private List<Metrics.Reading> readings() {
    List<Metrics.Reading> out = new ArrayList<>(kind.readings());
    out.add(
        new Metrics.Reading(
            "ledger.height", "height of the last final block", "", () -> kind.position().height()));
    out.add(
        new Metrics.Reading("p2p.peers", "connected nodes", "", () -> peers.connected().size()));
    return out;
  }
}
