package network.clawnet.daemon.join;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import network.clawnet.core.chain.ChainStart;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.rows.Pruner;
import network.clawnet.core.chain.rows.StoredBlock;
import network.clawnet.core.config.NodeSection;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.port.Store;
import network.clawnet.core.store.rocksdb.RocksStore;
import network.clawnet.core.sync.SyncParts;
import network.clawnet.core.sync.epochs.Anchor;
import network.clawnet.core.sync.epochs.Checkpoint;
import network.clawnet.core.sync.plan.JoinRule;
import network.clawnet.core.sync.serve.SnapshotShelf;
import network.clawnet.core.sync.wire.SnapshotId;
import org.jspecify.annotations.Nullable;

/**
 * What a node with this configuration does with snapshots.
 *
 * @param parts for block sync
 * @param pruner deletes old blocks; empty if all are kept
 */
public record Snapshots(SyncParts.Snapshots parts, Optional<Pruner> pruner) {
  private static final long DAY_MS = 24 * 3_600_000L;

  /**
   * What the node is configured with.
   *
   * @param self the node's own consensus key
   * @param nowMs time of the start, epoch milliseconds
   * @param families of the ledger database
   * @param index adds rows that the node derives from the state
   */
  public record Settings(
      Path directory,
      Genesis genesis,
      NodeSection history,
      PublicKey self,
      long nowMs,
      Collection<Store.Family> families,
      JoinFiles.Index index) {}

  /**
   * Opens what earlier runs left.
   *
   * @throws IOException also if the ledger contradicts the checkpoint, or is too old to go on from
   */
  public static Snapshots open(Settings settings, RocksStore store, LedgerDatabase database)
      throws IOException {
    NodeSection history = settings.history();
    Anchor anchor = Anchor.of(settings.genesis().trustMs(), history.checkpoint(), settings.nowMs());
    check(database, anchor.checkpoint());
    requireRecent(database.start(), anchor, settings.self());
    SnapshotFiles files = new SnapshotFiles(settings.directory(), store, settings.families());
    deleteForeign(files, database);
    SnapshotShelf shelf = new SnapshotShelf(files, spacing(settings));
    return new Snapshots(
        new SyncParts.Snapshots(
            rule(history),
            anchor,
            shelf,
            new SyncParts.Joining(
                settings.genesis(),
                new JoinFiles(settings.directory(), settings.families(), settings.index()))),
        pruner(store, database, history.prune()));
  }

  private static Optional<Pruner> pruner(RocksStore store, LedgerDatabase database, int days) {
    return days == 0
        ? Optional.empty()
        : Optional.of(new Pruner(store, database.reader(), days * DAY_MS));
  }

  /** On networks of short epochs, snapshots live as long as a few of them. */
  private static long spacing(Settings settings) {
    return Math.min(SnapshotShelf.SPACING_MS, 5 * settings.genesis().params().epochMs());
  }

  /** What an earlier ledger in this directory left: offering it would be a lie. */
  private static void deleteForeign(SnapshotFiles files, LedgerDatabase database)
      throws IOException {
    for (SnapshotId id : files.list()) {
      Optional<StoredBlock> end = database.reader().epochStart(id.epoch() + 1);
      if (end.isEmpty() || !end.get().header().hash().equals(id.block())) {
        files.delete(id);
      }
    }
  }

  private static JoinRule rule(NodeSection history) {
    return switch (history.join()) {
      case AUTO -> JoinRule.FAR;
      case SNAPSHOT -> JoinRule.NEW;
      case BLOCKS -> JoinRule.NEVER;
    };
  }

  /** Who has a quorum alone is the network, however long it has slept. */
  private static void requireRecent(ChainStart start, Anchor anchor, PublicKey self)
      throws IOException {
    ValidatorSet set = start.epoch().validators();
    int index = set.indexOf(self);
    boolean alone = index >= 0 && set.isQuorum(set.weight(index));
    Optional<String> refusal = anchor.refusal(start.epoch().epoch(), start.header().tsMs());
    if (refusal.isPresent() && !alone) {
      throw new IOException(refusal.get());
    }
  }

  private static void check(LedgerDatabase database, @Nullable Checkpoint checkpoint)
      throws IOException {
    if (checkpoint == null) {
      return;
    }
    Optional<StoredBlock> end = database.reader().epochStart(checkpoint.epoch() + 1);
    if (end.isPresent() && !checkpoint.permits(checkpoint.epoch(), end.get().header().hash())) {
      throw new IOException(
          "the ledger of this node ends epoch "
              + checkpoint.epoch()
              + " with block "
              + end.get().header().hash().hex()
              + ", the checkpoint says "
              + checkpoint.block().hex()
              + ": ask two independent sources. If the checkpoint is right, this node has followed"
              + " another history: move the ledger directory away and start again");
    }
  }
}
