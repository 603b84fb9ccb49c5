package network.clawnet.core.sync;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import network.clawnet.core.chain.ChainStart;
import network.clawnet.core.chain.LedgerService;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.consensus.driver.Pausable;
import network.clawnet.core.consensus.vote.SignatureCheck;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.PeerControl;
import network.clawnet.core.sync.epochs.Anchor;
import network.clawnet.core.sync.plan.JoinRule;
import network.clawnet.core.sync.serve.SnapshotShelf;
import network.clawnet.core.sync.snapshot.JoinPlace;
import org.jspecify.annotations.Nullable;

/**
 * What block sync stands on; it closes the threads and nothing else.
 *
 * @param rules what all nodes of the network share
 * @param self the node's own consensus key
 */
public record SyncParts(
    Rules rules,
    PublicKey self,
    Peers peers,
    Node node,
    Snapshots snapshots,
    Threads threads,
    SyncListener listener) {
  /**
   * What all nodes of the network share.
   *
   * @param maxBodyBytes the chain's limit of one body
   * @param heartbeatMs longest time without a block, 0 for never
   */
  public record Rules(
      Hash chainId, int maxBodyBytes, long heartbeatMs, SignatureCheck signatures) {}

  /** The other nodes. */
  public record Peers(Network network, PeerControl control) {}

  /**
   * The own node.
   *
   * @param start what the ledger was opened with
   */
  public record Node(
      LedgerService ledger, ChainReader reader, Pausable consensus, ChainStart start) {}

  /**
   * What this node does with snapshots.
   *
   * @param rule when it takes one
   * @param anchor what the end of one epoch must be
   * @param shelf what it offers; null for nothing
   * @param joining where it puts one; null if it takes none
   */
  public record Snapshots(
      JoinRule rule, Anchor anchor, @Nullable SnapshotShelf shelf, @Nullable Joining joining) {
    /** Neither offers nor takes any. */
    public static Snapshots none() {
      return new Snapshots(JoinRule.NEVER, Anchor.NONE, null, null);
    }
  }

  /** What a snapshot becomes a ledger with. */
  public record Joining(Genesis genesis, JoinPlace place) {}

  /**
   * What it runs on; each executor runs one task at a time.
   *
   * @param nanos monotonic clock
   */
  public record Threads(
      ScheduledExecutorService sync,
      ScheduledExecutorService serve,
      LongSupplier nanos,
      InstantSource clock) {
    /** Starts the threads of a node. */
    public static Threads start(InstantSource clock) {
      return new Threads(
          Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "sync")),
          Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "sync-serve")),
          System::nanoTime,
          clock);
    }
  }
}
