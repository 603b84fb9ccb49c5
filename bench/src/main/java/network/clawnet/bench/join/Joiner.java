package network.clawnet.bench.join;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import network.clawnet.core.chain.BlockChecker;
import network.clawnet.core.chain.FinalityListener;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.LedgerService;
import network.clawnet.core.chain.LedgerSettings;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.pool.PoolLimits;
import network.clawnet.core.store.rocksdb.RocksStore;
import network.clawnet.core.sync.BlockSync;
import network.clawnet.core.sync.SyncListener;
import network.clawnet.core.sync.SyncParts;
import network.clawnet.core.sync.epochs.Anchor;
import network.clawnet.core.sync.plan.JoinRule;
import network.clawnet.core.sync.plan.SyncProgress;
import network.clawnet.core.sync.snapshot.JoinProgress;
import network.clawnet.core.tree.StateTree;
import network.clawnet.daemon.join.JoinFiles;
import network.clawnet.daemon.peer.NodePeers;
import org.jspecify.annotations.Nullable;

/** A node's ledger, block sync and network in a process of its own, from nothing to the end. */
public final class Joiner {
  private static final int VERIFY_THREADS = 2;

  private final Genesis genesis = JoinNetwork.genesis();
  private final CountDownLatch done = new CountDownLatch(1);
  private final Path directory;
  private final long height;
  private volatile @Nullable BlockSync sync;

  private Joiner(Path directory, long height) {
    this.directory = directory;
    this.height = height;
  }

  /**
   * {@code args}: directory, {@code blocks} or {@code snapshot}, height to reach, addresses. Prints
   * the milliseconds from the first connection attempt to the end, and the processor time of the
   * process in milliseconds.
   */
  public static void start(String[] args) throws Exception {
    List<String> others = List.of(args).subList(3, args.length);
    new Joiner(Path.of(args[0]), Long.parseLong(args[2])).run(args[1].equals("snapshot"), others);
    Runtime.getRuntime().halt(0);
  }

  private void run(boolean bySnapshot, List<String> others)
      throws IOException, InterruptedException {
    RocksStore store = JoinNetwork.open(directory.resolve("ledger"));
    LedgerDatabase database = LedgerDatabase.open(store, genesis, StateTree.DEFAULT_CACHE_BYTES);
    LedgerRules rules = LedgerRules.of(genesis, JoinNetwork.rules());
    LedgerService service =
        new LedgerService(
            new LedgerService.Parts(
                database,
                new BlockChecker(genesis.chain(), rules.book(), Set.of(), VERIFY_THREADS),
                new Finality(),
                InstantSource.system(),
                Quiet::fail),
            new LedgerSettings(rules, PoolLimits.DEFAULT, List.of()));
    service.connect(answer -> {}, head -> {});
    long started = System.nanoTime();
    NodePeers peers = JoinNetwork.host("joiner", directory.resolve("p2p")).peers();
    sync = new BlockSync(parts(bySnapshot, database, service, peers));
    others.forEach(peers.network()::connect);
    done.await();
    long millis = (System.nanoTime() - started) / 1_000_000;
    System.out.println("end " + millis + " " + cpuMillis());
  }

  private SyncParts parts(
      boolean bySnapshot, LedgerDatabase database, LedgerService service, NodePeers peers) {
    return new SyncParts(
        new SyncParts.Rules(
            genesis.chainId(),
            genesis.params().block().maxBytes(),
            genesis.params().heartbeatMs(),
            Ed25519::verify),
        JoinNetwork.key("joiner").publicKey(),
        new SyncParts.Peers(peers.network(), peers.control()),
        new SyncParts.Node(service, database.reader(), Quiet.CONSENSUS, database.start()),
        new SyncParts.Snapshots(
            bySnapshot ? JoinRule.NEW : JoinRule.NEVER,
            Anchor.NONE,
            null,
            new SyncParts.Joining(
                genesis, new JoinFiles(directory, LedgerDatabase.families(), it -> {}))),
        SyncParts.Threads.start(InstantSource.system()),
        new Operator());
  }

  /** From the process's own clock ticks of 10 ms. */
  private static long cpuMillis() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10;
  }

  private final class Finality implements FinalityListener {
    @Override
    public void onFinal(FinalBlock block) {
      BlockSync running = sync;
      if (running != null) {
        running.onFinal(block);
      }
      if (block.block().header().height() == height) {
        done.countDown();
      }
    }

    @Override
    public void onDropped(PreparedEvent event, Verdict.Reject reason) {
      throw new IllegalStateException("dropped: " + reason);
    }
  }

  private final class Operator implements SyncListener {
    @Override
    public void changed(SyncProgress progress) {}

    @Override
    public void progress(SyncProgress progress) {
      System.err.println(progress);
    }

    @Override
    public void joining(JoinProgress progress) {
      System.err.println(progress);
      if (progress.phase() == JoinProgress.Phase.READY) {
        done.countDown();
      }
    }

    @Override
    public void joinGivenUp(String why) {
      Quiet.fail(new IOException(why));
    }

    @Override
    public void halted(String report) {
      Quiet.fail(new IOException(report));
    }

    @Override
    public void failed(Throwable cause) {
      Quiet.fail(cause);
    }
  }
}
