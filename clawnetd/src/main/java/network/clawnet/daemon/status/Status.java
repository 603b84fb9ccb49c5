package network.clawnet.daemon.status;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import network.clawnet.core.codec.Json;
import network.clawnet.core.config.NodeConfig;
import network.clawnet.core.config.NodeType;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.identity.Did;
import network.clawnet.core.port.PeerView;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.NodeStatus;
import network.clawnet.daemon.app.Peers;
import org.jspecify.annotations.Nullable;

/** The node's state, read from memory. Any thread. */
public final class Status implements NodeStatus {
  private final Identity identity;
  private final NodeConfig config;
  private final Genesis genesis;
  private final Sources sources;
  private final InstantSource clock;
  private final long startedAt;

  /** Who the node is. */
  public record Identity(Did did, String peerId, Path dataDir) {}

  /**
   * Where the ledger is.
   *
   * @param height of the last final block that this node knows
   * @param time of that block, epoch milliseconds
   * @param votes whether this node votes in the epoch
   */
  public record Position(long height, long time, long epoch, boolean votes) {}

  /**
   * Where the moving parts are read.
   *
   * @param type what kind of node it is
   * @param locked whether the node's own account is locked
   * @param ready whether readiness would be answered with yes
   * @param port the API's port once it is open
   * @param sync how far the ledger is
   */
  public record Sources(
      NodeType type,
      Supplier<Position> position,
      Supplier<Boolean> locked,
      Supplier<Boolean> ready,
      IntSupplier port,
      Peers peers,
      Supplier<Sync> sync) {}

  public Status(
      Identity identity, NodeConfig config, Genesis genesis, Sources sources, InstantSource clock) {
    this.identity = identity;
    this.config = config;
    this.genesis = genesis;
    this.sources = sources;
    this.clock = clock;
    this.startedAt = clock.millis();
  }

  @Override
  public Snapshot snapshot() {
    Position position = sources.position().get();
    List<PeerView> connected = sources.peers().connected();
    return new Snapshot(
        identity.did(),
        identity.peerId(),
        sources.peers().ownAddresses(),
        sources.sync().get(),
        position.height(),
        connected.size(),
        connected.stream().mapToInt(peer -> peer.addresses().size()).sum(),
        genesis.network(),
        genesis.chain(),
        Version.text(),
        (clock.millis() - startedAt) / 1_000,
        sources.type().text(),
        position.epoch(),
        position.votes(),
        sources.locked().get(),
        Optional.of(identity.dataDir().toString()),
        position.time(),
        sources.ready().get());
  }

  @Override
  public Json.Obj config() {
    return Json.object()
        .put("network", config.network().text())
        .put("dataDir", config.node().dataDir().toString())
        .put("p2pPort", config.p2p().port())
        .put("apiHost", config.api().host())
        .put("apiPort", openPort().orElse(config.api().port()))
        .put("apiEnabled", config.api().enabled())
        .put("nodeType", sources.type().text())
        .put("readonly", config.api().readonly())
        .put(
            "limits",
            Json.object()
                .put("maxTransferPerTx", limit(config.limits().maxTransferPerTx()))
                .put("maxTransferPerDay", limit(config.limits().maxTransferPerDay()))
                .build())
        .build();
  }

  private OptionalInt openPort() {
    int port = sources.port().getAsInt();
    return port > 0 ? OptionalInt.of(port) : OptionalInt.empty();
  }

  private static @Nullable Json limit(@Nullable Tokens limit) {
    return limit == null ? null : Json.of(limit.value());
  }
}
