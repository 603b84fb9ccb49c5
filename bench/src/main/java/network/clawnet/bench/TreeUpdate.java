package network.clawnet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import network.clawnet.bench.load.Population;
import network.clawnet.core.account.Account;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.event.Changes;
import network.clawnet.core.port.Store;
import network.clawnet.core.state.Change;
import network.clawnet.core.store.rocksdb.RocksProfile;
import network.clawnet.core.store.rocksdb.RocksStore;
import network.clawnet.core.tree.StateTree;
import network.clawnet.core.tree.TreeDelta;
import network.clawnet.core.units.Tokens;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One block of changed accounts through the state tree and the database, per block. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
public class TreeUpdate {
  private static final int CHUNK = 100_000;

  @Param({"10000", "1000000"})
  public int accounts;

  @Param("2000")
  public int changed;

  private final SplittableRandom random = new SplittableRandom(7);
  private Path directory = Path.of("");
  private Fixture fixture = Fixture.NONE;

  /** What lives from the first call to the last. */
  private record Fixture(RocksStore store, StateTree tree) {
    @SuppressWarnings("NullAway") // before the first call
    static final Fixture NONE = new Fixture(null, null);
  }

  /** Fills the tree. */
  @Setup
  public void open() throws IOException {
    directory = Files.createTempDirectory("bench-tree");
    RocksStore store =
        RocksStore.open(
            directory, RocksProfile.ledger(LedgerDatabase.STATE), List.of(LedgerDatabase.STATE));
    StateTree tree =
        StateTree.open(
            store,
            LedgerDatabase.STATE,
            StateTree.DEFAULT_CACHE_BYTES,
            StateTree.SideBySide.IN_TURN);
    fixture = new Fixture(store, tree);
    Population population = new Population(Integer.MAX_VALUE);
    for (int from = 0; from < accounts; from += CHUNK) {
      Changes changes = new Changes(tree);
      for (int i = from; i < Math.min(from + CHUNK, accounts); i++) {
        put(changes, population, i, 1);
      }
      commit(changes.changes().values());
    }
  }

  /** Changes random accounts in one block. */
  @Benchmark
  public void block() throws IOException {
    Population population = new Population(Integer.MAX_VALUE);
    Changes changes = new Changes(fixture.tree());
    for (int i = 0; i < changed; i++) {
      put(changes, population, random.nextInt(accounts), random.nextInt(1_000_000));
    }
    commit(changes.changes().values());
  }

  /** Removes the database. */
  @TearDown
  public void close() throws IOException {
    fixture.store().close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void put(Changes changes, Population population, int number, long value) {
    // numbers above the senders are names without keys, which cost nothing to make
    int name = population.senders() + number;
    Accounts.put(changes, population.did(name), Account.EMPTY.withAvailable(new Tokens(value)));
  }

  private void commit(Collection<Change> changes) throws IOException {
    StateTree tree = fixture.tree();
    TreeDelta delta = tree.update(null, changes);
    List<Store.Write> batch = new ArrayList<>();
    tree.commit(delta, batch);
    fixture.store().write(batch, false);
    tree.written(delta);
  }
}
