package network.clawnet.core.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.port.Store.Family;
import network.clawnet.core.port.Store.Write;
import network.clawnet.core.state.Change;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.store.rocksdb.RocksProfile;
import network.clawnet.core.store.rocksdb.RocksStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTreeIT {
  private static final StateTree.SideBySide ON_TWO_THREADS = StateTreeIT::onTwoThreads;

  private static final Family TREE = new Family("tree");
  private static final Family META = new Family("meta");
  private static final byte[] HEAD = {1};

  @TempDir Path dir;

  @Test
  void standsAtTheDurableHeadAfterACrash() throws IOException {
    List<Hash> roots = new ArrayList<>();
    try (RocksStore store = open(dir.resolve("live"))) {
      StateTree tree = StateTree.open(store, TREE, 1 << 20, ON_TWO_THREADS);
      Random random = new Random(11);
      List<StateKey> keys = TreeRounds.keys(random, 5_000);
      roots.add(tree.root());
      for (int height = 1; height <= 30; height++) {
        commit(store, tree, TreeRounds.changes(random, 400, keys), height);
        roots.add(tree.root());
        if (height % 13 == 0) {
          store.flush();
        }
      }
      assertThat(store.durable(META, HEAD)).isEqualTo(new byte[] {26});
      copyFiles(dir.resolve("live"), dir.resolve("crashed"));
    }

    try (RocksStore store = open(dir.resolve("crashed"))) {
      StateTree tree = StateTree.open(store, TREE, 1 << 20, ON_TWO_THREADS);
      assertThat(store.get(META, HEAD)).isEqualTo(new byte[] {26});
      assertThat(tree.root()).isEqualTo(roots.get(26));
      assertThat(tree.recompute()).isEqualTo(roots.get(26));
    }
    try (RocksStore store = open(dir.resolve("live"))) {
      assertThat(StateTree.open(store, TREE, 1 << 20, ON_TWO_THREADS).root())
          .isEqualTo(roots.get(30));
    }
  }

  @Test
  void neverAnswersFromATableWithAFlippedByte() throws IOException {
    Random random = new Random(3);
    List<StateKey> keys = TreeRounds.keys(random, 2_000);
    try (RocksStore store = open(dir)) {
      StateTree tree = StateTree.open(store, TREE, 1 << 20, ON_TWO_THREADS);
      commit(store, tree, TreeRounds.changes(random, 4_000, keys), 1);
    }
    Path table;
    try (Stream<Path> files = Files.list(dir)) {
      table =
          files
              .filter(it -> it.toString().endsWith(".sst"))
              .max(Comparator.comparingLong(it -> it.toFile().length()))
              .orElseThrow();
    }
    byte[] content = Files.readAllBytes(table);
    content[content.length / 2] ^= 1;
    Files.write(table, content);

    try (RocksStore store = open(dir)) {
      assertThatThrownBy(() -> StateTree.open(store, TREE, 1 << 20, ON_TWO_THREADS))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(table.getFileName().toString());
    }
  }

  private static void commit(RocksStore store, StateTree tree, List<Change> changes, int height)
      throws IOException {
    List<Write> batch = new ArrayList<>();
    TreeDelta delta = tree.update(null, changes);
    tree.commit(delta, batch);
    batch.add(new Write(META, HEAD, new byte[] {(byte) height}));
    store.write(batch, false);
    tree.written(delta);
  }

  private static RocksStore open(Path path) throws IOException {
    return RocksStore.open(path, RocksProfile.ledger(TREE), List.of(TREE, META));
  }

  /** Nothing is written or compacted in the background here: so little data waits for a flush. */
  private static void copyFiles(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(it -> !it.endsWith("LOCK")).toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
  }

  private static void onTwoThreads(Runnable one, Runnable other) {
    CompletableFuture<Void> beside = CompletableFuture.runAsync(other);
    one.run();
    try {
      beside.join();
    } catch (CompletionException e) {
      assertThat(e.getCause()).isInstanceOf(UncheckedIOException.class);
      throw (UncheckedIOException) e.getCause();
    }
  }
}
