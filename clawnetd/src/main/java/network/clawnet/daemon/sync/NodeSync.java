package network.clawnet.daemon.sync;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import network.clawnet.core.block.Header;
import network.clawnet.core.chain.FinalityListener;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.LedgerService;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.chain.rows.Pruner;
import network.clawnet.core.consensus.driver.DriverEvents;
import network.clawnet.core.consensus.driver.Pausable;
import network.clawnet.core.consensus.driver.PeerPort;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.light.serve.LightServer;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.PeerControl;
import network.clawnet.core.relay.EventRelay;
import network.clawnet.core.relay.RelayParts;
import network.clawnet.core.sync.BlockSync;
import network.clawnet.core.sync.SyncParts;
import network.clawnet.core.sync.SyncPort;
import network.clawnet.core.sync.plan.SyncProgress;
import network.clawnet.core.sync.serve.SnapshotShelf;
import network.clawnet.core.sync.snapshot.JoinProgress;
import network.clawnet.daemon.app.NodeStatus;
import org.jspecify.annotations.Nullable;

/**
 * Block sync and the relay of events of a node. Passes on what became of events, and tells both of
 * it. Started before consensus; any thread.
 */
public final class NodeSync implements FinalityListener, AutoCloseable {
  private final FinalityListener next;
  private final SyncPort port;
  private volatile @Nullable SnapshotShelf shelf;
  private volatile Optional<Pruner> pruner = Optional.empty();
  private volatile Consumer<Throwable> failed = fault -> {};
  private volatile @Nullable BlockSync blocks;
  private volatile @Nullable EventRelay events;
  private volatile @Nullable LightServer light;

  /**
   * Does nothing yet but to pass on.
   *
   * @param next who else hears of events and blocks, first
   * @param validators the way to validators with a channel
   * @param connected who they are
   */
  public NodeSync(FinalityListener next, PeerPort validators, Supplier<Set<PublicKey>> connected) {
    this.next = next;
    this.port = new SyncPort(validators, connected);
  }

  /** The own node. */
  public record Node(
      Genesis genesis,
      PublicKey consensusKey,
      LedgerDatabase database,
      LedgerService ledger,
      Pausable consensus) {}

  /**
   * The other nodes.
   *
   * @param validators peers that have proved a validator's key
   */
  public record Others(Network network, PeerControl control, Supplier<Set<PeerId>> validators) {}

  /**
   * What the node does with snapshots.
   *
   * @param pruner deletes old blocks; empty on a node that keeps all
   * @param restart takes in the ledger that a snapshot has become; returns at once
   */
  public record History(SyncParts.Snapshots snapshots, Optional<Pruner> pruner, Runnable restart) {}

  /** Returns the port through which consensus reaches the network. */
  public PeerPort port() {
    return port;
  }

  /** Begins to ask and to answer. Called once, before consensus starts. */
  public void start(
      Node node, Others others, History history, InstantSource clock, DriverEvents faults) {
    shelf = history.snapshots().shelf();
    pruner = history.pruner();
    failed = faults::failed;
    Genesis genesis = node.genesis();
    BlockSync sync =
        new BlockSync(
            new SyncParts(
                new SyncParts.Rules(
                    genesis.chainId(),
                    genesis.params().block().maxBytes(),
                    genesis.params().heartbeatMs(),
                    Ed25519::verify),
                node.consensusKey(),
                new SyncParts.Peers(others.network(), others.control()),
                new SyncParts.Node(
                    node.ledger(),
                    node.database().reader(),
                    node.consensus(),
                    node.database().start()),
                history.snapshots(),
                SyncParts.Threads.start(clock),
                new SyncLog(faults, history.restart())));
    events =
        new EventRelay(
            new RelayParts(
                genesis.chainId(),
                others.network(),
                node.ledger(),
                others.validators(),
                RelayParts.Threads.start(node.consensusKey().hashCode()),
                faults::failed));
    light =
        new LightServer(
            others.network(),
            new LightServer.Sources(
                genesis.chainId(),
                node.database().tree(),
                node.database().reader(),
                event -> verdict(node.ledger(), event)),
            LightServer.Time.start(),
            faults::failed);
    blocks = sync;
    port.attach(sync);
  }

  private static CompletableFuture<Verdict> verdict(LedgerService ledger, byte[] event) {
    return ledger.submitFromPeer(List.of(event)).thenApply(done -> done.get(0).verdict());
  }

  /** Returns how far the ledger is; nothing before the start. */
  public NodeStatus.Sync status() {
    BlockSync sync = blocks;
    if (sync == null) {
      return new NodeStatus.Sync(false, 0, 0, OptionalInt.empty());
    }
    SyncProgress progress = sync.progress();
    JoinProgress join = sync.joinProgress();
    return new NodeStatus.Sync(
        sync.synced(),
        progress.target(),
        progress.blocksPerSecond(),
        join.phase() == JoinProgress.Phase.NONE
            ? OptionalInt.empty()
            : OptionalInt.of(join.percent()));
  }

  /** Stops both; consensus and ledger go on. */
  @Override
  public void close() {
    LightServer answers = light;
    if (answers != null) {
      answers.close();
    }
    EventRelay relay = events;
    if (relay != null) {
      relay.close();
    }
    BlockSync sync = blocks;
    if (sync != null) {
      sync.close();
    }
    SnapshotShelf offered = shelf;
    shelf = null;
    if (offered != null) {
      try {
        offered.close();
      } catch (IOException e) {
        failed.accept(e);
      }
    }
  }

  @Override
  public void onFinal(FinalBlock block) {
    keepHouse(block.block().header());
    next.onFinal(block);
    LightServer answers = light;
    if (answers != null) {
      answers.onFinal(block);
    }
    BlockSync sync = blocks;
    if (sync != null) {
      sync.onFinal(block);
    }
    EventRelay relay = events;
    if (relay != null) {
      relay.onFinal(block);
    }
  }

  /** On the storage thread, before it writes anything newer. */
  private void keepHouse(Header header) {
    SnapshotShelf offered = shelf;
    Optional<Pruner> prunes = pruner;
    try {
      if (offered != null) {
        offered.reached(header);
      }
      if (prunes.isPresent()) {
        int unused = prunes.get().prune(header);
      }
    } catch (IOException e) {
      failed.accept(e);
    }
  }

  @Override
  public void onAdmitted(PreparedEvent event) {
    next.onAdmitted(event);
    EventRelay relay = events;
    if (relay != null) {
      relay.onAdmitted(event);
    }
  }

  @Override
  public void onDropped(PreparedEvent event, Verdict.Reject reason) {
    next.onDropped(event, reason);
    EventRelay relay = events;
    if (relay != null) {
      relay.onDropped(event);
    }
  }

  @Override
  public void onEvidence(PublicKey validator, Equivocation evidence) {
    next.onEvidence(validator, evidence);
  }
}
