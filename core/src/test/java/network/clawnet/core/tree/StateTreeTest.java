package network.clawnet.core.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.port.Store.Family;
import network.clawnet.core.port.Store.Write;
import network.clawnet.core.state.Change;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StateTreeTest {
  /** The order in which the halves are read must not matter. */
  private static final StateTree.SideBySide SECOND_FIRST =
      (one, other) -> {
        other.run();
        one.run();
      };

  private static final Family TREE = new Family("tree");
  private static final long SMALL_CACHE = 8_192;

  private final MemoryStore store = new MemoryStore();

  @Test
  @DisplayName("A23: has the root of the reference after any round of changes")
  void hasTheRootOfTheReferenceAfterAnyRoundOfChanges() {
    Seeds.forAll(25, random -> rounds(random, PathRule.SHA_256, TreeRounds.keys(random, 400)));
  }

  @Test
  void hasTheRootOfTheReferenceWherePathsCluster() {
    Seeds.forAll(25, random -> rounds(random, TreeRounds.PLAIN, TreeRounds.clustered(random, 150)));
  }

  private static void rounds(Random random, PathRule rule, List<StateKey> keys) {
    MemoryStore store = new MemoryStore();
    ReferenceTree reference = new ReferenceTree(rule);
    StateTree tree = open(store, rule);
    for (int round = 0; round < 12; round++) {
      List<Change> changes =
          round == 9
              ? deleteAllBut(reference, random.nextInt(2))
              : TreeRounds.changes(random, 1 + random.nextInt(120), keys);
      reference.apply(changes);
      commit(store, tree, tree.update(null, changes));
      assertThat(tree.root()).isEqualTo(reference.root());
      if (random.nextInt(4) == 0) {
        tree = open(store, rule);
        assertThat(tree.root()).isEqualTo(reference.root());
      }
      for (StateKey key : keys.subList(0, 30)) {
        assertThat(tree.get(key)).isEqualTo(reference.entries.get(key));
      }
    }
  }

  private static List<Change> deleteAllBut(ReferenceTree reference, int kept) {
    return reference.entries.keySet().stream()
        .skip(kept)
        .map(key -> new Change(key, null))
        .toList();
  }

  @Test
  void isThirtyTwoZeroBytesWhenEmptyAndTheLeafItselfWithOneEntry() throws IOException {
    StateTree tree = open(store, PathRule.SHA_256);
    assertThat(tree.root()).isEqualTo(Hash.ZERO);

    StateKey key = key(7, "a");
    commit(store, tree, tree.update(null, List.of(new Change(key, new byte[] {1}))));
    byte[] path = Hash.sha256(key.key()).bytes();
    path[0] = 7;
    assertThat(tree.root())
        .isEqualTo(Hash.sha256(new byte[] {0}, path, Hash.sha256(new byte[] {1}).bytes()));

    commit(store, tree, tree.update(null, List.of(new Change(key, null))));
    assertThat(tree.root()).isEqualTo(Hash.ZERO);
  }

  @Test
  void keepsOverlaysApartFromSiblingsAndTheCommittedState() {
    Seeds.forAll(20, StateTreeTest::overlays);
  }

  private static void overlays(Random random) {
    MemoryStore store = new MemoryStore();
    StateTree tree = open(store, PathRule.SHA_256);
    List<StateKey> keys = TreeRounds.keys(random, 200);
    ReferenceTree committed = new ReferenceTree(PathRule.SHA_256);
    for (int height = 0; height < 8; height++) {
      List<Block> blocks = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        Block parent =
            blocks.isEmpty() || random.nextInt(4) == 0
                ? null
                : blocks.get(random.nextInt(blocks.size()));
        List<Change> changes = TreeRounds.changes(random, random.nextInt(60), keys);
        ReferenceTree expected = (parent == null ? committed : parent.expected).copy();
        expected.apply(changes);
        TreeDelta delta = tree.update(parent == null ? null : parent.delta, changes);
        blocks.add(new Block(delta, expected));
      }
      for (Block block : blocks) {
        block.assertAsExpected(keys);
      }
      assertThat(tree.root()).isEqualTo(committed.root());
      Block chosen = blocks.get(0);
      commit(store, tree, chosen.delta);
      committed = chosen.expected;
      for (Block block : blocks.subList(1, blocks.size())) {
        if (block.delta.base() == chosen.delta.commitNumber()) {
          block.assertAsExpected(keys);
        } else {
          assertThatThrownBy(() -> block.delta.view().get(keys.get(0)))
              .isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(() -> tree.update(block.delta, List.of()))
              .isInstanceOf(IllegalStateException.class);
        }
      }
    }
    assertThat(open(store, PathRule.SHA_256).root()).isEqualTo(committed.root());
  }

  private record Block(TreeDelta delta, ReferenceTree expected) {
    void assertAsExpected(List<StateKey> keys) {
      assertThat(delta.root()).isEqualTo(expected.root());
      for (StateKey key : keys.subList(0, 40)) {
        assertThat(delta.view().get(key)).isEqualTo(expected.entries.get(key));
      }
    }
  }

  @Test
  void commitsAChainOfSixtyFourBlocksInOrder() {
    StateTree tree = open(store, PathRule.SHA_256);
    ReferenceTree reference = new ReferenceTree(PathRule.SHA_256);
    Random random = new Random(5);
    List<StateKey> keys = TreeRounds.keys(random, 2_000);
    List<TreeDelta> chain = new ArrayList<>();
    TreeDelta parent = tree.update(null, List.of());
    chain.add(parent);
    for (int i = 1; i < 64; i++) {
      List<Change> changes = TreeRounds.changes(random, 100, keys);
      reference.apply(changes);
      parent = tree.update(parent, changes);
      chain.add(parent);
    }
    assertThat(parent.root()).isEqualTo(reference.root());

    chain.forEach(delta -> commit(store, tree, delta));

    assertThat(tree.root()).isEqualTo(reference.root());
    assertThat(open(store, PathRule.SHA_256).root()).isEqualTo(reference.root());
  }

  @Test
  void refusesToCommitABlockBeforeItsParent() {
    StateTree tree = open(store, PathRule.SHA_256);
    TreeDelta parent = tree.update(null, List.of(put(1, "a", "1")));
    TreeDelta child = tree.update(parent, List.of(put(1, "b", "1")));

    assertThatThrownBy(() -> tree.commit(child, new ArrayList<>()))
        .isInstanceOf(IllegalStateException.class);
    tree.commit(parent, new ArrayList<>());
    tree.commit(child, new ArrayList<>());
    assertThatThrownBy(() -> tree.commit(child, new ArrayList<>()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void boundsTheChainOfUncommittedBlocks() {
    StateTree tree = open(store, PathRule.SHA_256);
    TreeDelta last = null;
    for (int i = 0; i < StateTree.MAX_CHAIN; i++) {
      last = tree.update(last, List.of(put(1, "a", "" + i)));
    }

    TreeDelta full = last;
    assertThatThrownBy(() -> tree.update(full, List.of()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void runsForeverOnePendingBlockAhead() {
    StateTree tree = open(store, PathRule.SHA_256);
    TreeDelta pending = tree.update(null, List.of());
    for (int i = 0; i < 3 * StateTree.MAX_CHAIN; i++) {
      TreeDelta next = tree.update(pending, List.of(put(1, "a" + i % 50, "" + i)));
      commit(store, tree, pending);
      pending = next;
    }
    assertThat(pending.view().get(key(1, "a0"))).isNotNull();
  }

  @Test
  void growsItsBucketsWithTheEntriesAndNotTheRoot() throws IOException {
    StateTree bulk = open(store, PathRule.SHA_256);
    List<Change> all = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      all.add(put(1, "account" + i, "value" + i));
    }
    commit(store, bulk, bulk.update(null, all));

    MemoryStore other = new MemoryStore();
    StateTree slow = open(other, PathRule.SHA_256);
    for (int from = 0; from < all.size(); from += 700) {
      List<Change> part = all.subList(from, Math.min(all.size(), from + 700));
      commit(other, slow, slow.update(null, part));
    }

    assertThat(slow.root()).isEqualTo(bulk.root());
    assertThat(bulk.entries((byte) 1)).isEqualTo(20_000);
    assertThat(bulk.get(key(1, "account19999"))).isEqualTo("value19999".getBytes(UTF_8));
    assertThat(open(store, PathRule.SHA_256).root()).isEqualTo(bulk.root());
    assertThat(open(other, PathRule.SHA_256).root()).isEqualTo(bulk.root());
    Map<Integer, Integer> sizes = new TreeMap<>();
    store.scan(TREE, new byte[0], null, (key, value) -> count(sizes, value));
    assertThat(sizes.keySet()).allMatch(it -> it < 25);
  }

  private static boolean count(Map<Integer, Integer> sizes, byte[] bucket) {
    int entries = 0;
    if (bucket.length > 12) {
      for (int at = 0; at < bucket.length; at = Bucket.next(bucket, at)) {
        entries++;
      }
    }
    sizes.merge(entries, 1, Integer::sum);
    return true;
  }

  @Test
  void readsTheNewValueBetweenTheCommitAndItsWriting() throws IOException {
    StateTree tree = open(store, PathRule.SHA_256, 0);
    TreeDelta delta = tree.update(null, List.of(put(1, "a", "new")));
    List<Write> batch = new ArrayList<>();
    tree.commit(delta, batch);
    assertThat(tree.get(key(1, "other"))).isNull();

    assertThat(tree.get(key(1, "a"))).isEqualTo("new".getBytes(UTF_8));
    assertThat(tree.cachedBytes()).isPositive();

    store.write(batch, false);
    tree.written(delta);
    assertThat(tree.cachedBytes()).isZero();
    assertThat(tree.get(key(1, "a"))).isEqualTo("new".getBytes(UTF_8));
  }

  @Test
  void hasTheOldRootAfterACrashBetweenCommitAndWriting() throws IOException {
    StateTree tree = open(store, PathRule.SHA_256);
    commit(store, tree, tree.update(null, List.of(put(1, "a", "1"))));
    store.flush();
    Hash before = tree.root();
    tree.commit(tree.update(null, List.of(put(1, "a", "2"))), new ArrayList<>());

    StateTree reopened = open(store.crash(), PathRule.SHA_256);

    assertThat(reopened.root()).isEqualTo(before);
    assertThat(reopened.get(key(1, "a"))).isEqualTo("1".getBytes(UTF_8));
  }

  @Test
  void staysWithinItsCacheWhateverIsRead() {
    StateTree tree = open(store, PathRule.SHA_256, 200_000);
    List<Change> all = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      all.add(put(1, "account" + i, "some value of fair length " + i));
    }
    commit(store, tree, tree.update(null, all));
    assertThat(tree.cachedBytes()).isBetween(100_000L, 200_000L);
    for (Change change : all) {
      assertThat(tree.get(change.key())).isEqualTo(change.value());
    }
    assertThat(tree.cachedBytes()).isBetween(100_000L, 200_000L);
  }

  @Test
  @DisplayName("A16: a module is one subtree")
  void visitsAModuleInPathOrder() throws IOException {
    StateTree tree = open(store, PathRule.SHA_256);
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      changes.add(put(i % 2 == 0 ? 255 : 254, "k" + i, "v" + i));
    }
    commit(store, tree, tree.update(null, changes));

    List<StateKey> seen = new ArrayList<>();
    tree.scan((byte) 255, (key, value) -> seen.add(key));

    assertThat(seen).hasSize(250).allMatch(it -> it.module() == (byte) 255);
    assertThat(seen)
        .isSortedAccordingTo(Comparator.comparing(it -> Hash.sha256(it.key()).hex().substring(2)));
    List<StateKey> first = new ArrayList<>();
    tree.scan((byte) 254, (key, value) -> first.add(key) && first.size() < 3);
    assertThat(first).hasSize(3);
  }

  @Test
  void refusesTwoChangesOfOneKeyAndAValueOverTheLimit() {
    StateTree tree = open(store, PathRule.SHA_256);
    assertThatThrownBy(() -> tree.update(null, List.of(put(1, "a", "1"), put(1, "a", "2"))))
        .isInstanceOf(IllegalArgumentException.class);

    byte[] largest = new byte[StateTree.MAX_VALUE_BYTES];
    byte[] larger = new byte[StateTree.MAX_VALUE_BYTES + 1];
    tree.update(null, List.of(new Change(key(1, "a"), largest)));
    assertThatThrownBy(() -> tree.update(null, List.of(new Change(key(1, "a"), larger))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesDamagedBucketsAndNamesThem() throws IOException {
    StateTree tree = open(store, PathRule.SHA_256);
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      changes.add(put(1, "k" + i, "v" + i));
    }
    commit(store, tree, tree.update(null, changes));
    List<Write> records = new ArrayList<>();
    store.scan(TREE, new byte[0], null, (k, v) -> records.add(new Write(TREE, k, v)));

    for (Write record : records) {
      byte[] value = Objects.requireNonNull(record.value());
      MemoryStore damaged = copy(records);
      damaged.damage(TREE, record.key(), Arrays.copyOf(value, value.length - 1));
      assertThatThrownBy(
              () -> StateTree.open(damaged, TREE, SMALL_CACHE, StateTree.SideBySide.IN_TURN))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("state tree")
          .hasMessageContaining("damaged");
      if (record.key().length > 1) {
        MemoryStore missing = copy(records);
        missing.write(List.of(new Write(TREE, record.key(), null)), true);
        assertThatThrownBy(
                () -> StateTree.open(missing, TREE, SMALL_CACHE, StateTree.SideBySide.IN_TURN))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("entries instead of 40");
      }
    }
  }

  @Test
  void recomputesTheRootFromKeysAndValuesAndFindsAChangedValue() throws IOException {
    StateTree tree = open(store, PathRule.SHA_256);
    commit(store, tree, tree.update(null, List.of(put(1, "a", "1"), put(2, "b", "2"))));
    assertThat(tree.recompute()).isEqualTo(tree.root());

    byte[] bucketKey = {1, 0, 0, 0, 0};
    byte[] bucket = Objects.requireNonNull(store.get(TREE, bucketKey));
    bucket[bucket.length - 1] ^= 1;
    store.damage(TREE, bucketKey, bucket);

    assertThatThrownBy(tree::recompute)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the entry 1:61 is not what it was");
  }

  @Test
  void answersReadersOfOtherThreadsWhileItGrows() throws Exception {
    StateTree tree = open(store, PathRule.SHA_256, 50_000);
    List<Change> fixed = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      fixed.add(put(1, "fixed" + i, "value" + i));
    }
    commit(store, tree, tree.update(null, fixed));
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService readers = Executors.newFixedThreadPool(2);
    List<Future<Integer>> rounds = new ArrayList<>();
    for (int reader = 0; reader < 2; reader++) {
      rounds.add(readers.submit(() -> readUntil(done, tree, fixed)));
    }

    for (int block = 0; block < 150; block++) {
      List<Change> more = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        more.add(put(1, "new" + block + "-" + i, "x"));
      }
      commit(store, tree, tree.update(null, more));
    }
    done.set(true);

    for (Future<Integer> round : rounds) {
      assertThat(round.get()).isPositive();
    }
    readers.shutdown();
  }

  private static int readUntil(AtomicBoolean done, StateTree tree, List<Change> fixed) {
    int rounds = 0;
    do {
      for (Change change : fixed) {
        assertThat(Arrays.equals(tree.get(change.key()), change.value())).isTrue();
      }
      StateKey key = fixed.get(rounds % fixed.size()).key();
      assertThat(tree.prove(key).end()).isInstanceOf(Proof.Value.class);
      rounds++;
    } while (!done.get());
    return rounds;
  }

  @Test
  void reportsAStoreThatFailsWhileItReads() throws IOException {
    StateTree first = open(store, PathRule.SHA_256);
    commit(store, first, first.update(null, List.of(put(1, "a", "1"))));
    StateTree tree = open(store, PathRule.SHA_256);
    store.failOn(
        access -> {
          throw new IOException("disk gone");
        });

    assertThatThrownBy(() -> tree.get(key(1, "a")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("disk gone");
    assertThatThrownBy(() -> StateTree.open(store, TREE, SMALL_CACHE, StateTree.SideBySide.IN_TURN))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("disk gone");
  }

  private static MemoryStore copy(List<Write> records) throws IOException {
    MemoryStore copy = new MemoryStore();
    copy.write(records, true);
    return copy;
  }

  private static StateTree open(MemoryStore store, PathRule rule) {
    return open(store, rule, SMALL_CACHE);
  }

  private static StateTree open(MemoryStore store, PathRule rule, long cacheBytes) {
    try {
      return StateTree.open(store, TREE, cacheBytes, SECOND_FIRST, rule);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void commit(MemoryStore store, StateTree tree, TreeDelta delta) {
    List<Write> batch = new ArrayList<>();
    tree.commit(delta, batch);
    try {
      store.write(batch, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    tree.written(delta);
  }

  private static StateKey key(int module, String text) {
    return new StateKey((byte) module, text.getBytes(UTF_8));
  }

  private static Change put(int module, String key, String value) {
    return new Change(key(module, key), value.getBytes(UTF_8));
  }
}
