package network.clawnet.core.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.port.Store;
import network.clawnet.core.state.Change;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.Seeds;
import network.clawnet.core.tree.node.PathRange;
import network.clawnet.core.tree.node.PathRule;
import org.junit.jupiter.api.Test;

/** Parts of a state prove themselves, and together they are the state. */
class StatePartTest {
  private static final Store.Family TREE = new Store.Family("tree");
  private static final long CACHE = 1 << 16;

  @Test
  void allPartsTogetherAreTheStateWhateverItsShape() {
    Seeds.forAll(12, random -> copies(random, PathRule.SHA_256, TreeRounds.keys(random, 300), 40));
    Seeds.forAll(
        6, random -> copies(random, TreeRounds.PLAIN, TreeRounds.clustered(random, 120), 40));
    Seeds.forAll(
        4, random -> copies(random, PathRule.SHA_256, TreeRounds.keys(random, 400), 20_000));
    Seeds.forAll(4, random -> copies(random, PathRule.SHA_256, TreeRounds.keys(random, 1), 5));
  }

  private static void copies(Random random, PathRule rule, List<StateKey> keys, int maxValue) {
    List<Change> changes = new ArrayList<>();
    for (StateKey key : keys.stream().distinct().toList()) {
      byte[] value = new byte[random.nextInt(maxValue)];
      random.nextBytes(value);
      changes.add(new Change(key, value));
    }
    MemoryStore target = new MemoryStore();
    StateTree tree = tree(rule, changes);
    try {
      load(target, parts(tree, rule));
      StateTree copy = StateTree.open(target, TREE, CACHE, StateTree.SideBySide.IN_TURN, rule);
      assertThat(copy.root()).isEqualTo(tree.root());
      assertThat(copy.recompute()).isEqualTo(tree.root());
      for (int i = 0; i < 256; i++) {
        assertThat(copy.entries((byte) i)).isEqualTo(tree.entries((byte) i));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static SortedMap<PathRange, byte[]> parts(StateTree tree, PathRule rule) {
    TreeMap<PathRange, byte[]> out = new TreeMap<>();
    ArrayDeque<PathRange> open = new ArrayDeque<>();
    for (int i = 0; i < 256; i++) {
      open.add(PathRange.of((byte) i));
    }
    while (!open.isEmpty()) {
      PathRange wanted = open.remove();
      StatePart part = tree.part(wanted);
      assertThat(part.bytes()).isLessThanOrEqualTo(StatePart.MAX_BYTES);
      try {
        StatePart read = StatePart.decode(part.encode());
        out.put(part.range(), read.verify(tree.root(), rule));
      } catch (DecodeException | ProofException e) {
        throw new AssertionError(e);
      }
      PathRange rest = wanted;
      while (!rest.equals(part.range())) {
        open.add(rest.right());
        rest = rest.left();
      }
    }
    return out;
  }

  private static void load(Store store, SortedMap<PathRange, byte[]> parts) throws IOException {
    TreeLoader loader = new TreeLoader(store, TREE);
    for (int i = 0; i < 256; i++) {
      byte module = (byte) i;
      List<byte[]> own = new ArrayList<>();
      parts.forEach(
          (range, bytes) -> {
            if (range.module() == module) {
              own.add(bytes);
            }
          });
      loader.begin(module, own.stream().mapToLong(TreeLoader::count).sum());
      for (byte[] each : own) {
        loader.add(each);
      }
      loader.end();
    }
  }

  private static StateTree tree(PathRule rule, List<Change> changes) {
    MemoryStore store = new MemoryStore();
    try {
      StateTree tree = StateTree.open(store, TREE, CACHE, StateTree.SideBySide.IN_TURN, rule);
      List<Store.Write> batch = new ArrayList<>();
      TreeDelta delta = tree.update(null, changes);
      tree.commit(delta, batch);
      store.write(batch, true);
      tree.written(delta);
      return tree;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void nothingCanBeLeftOutAddedChangedOrMoved() {
    Seeds.forAll(
        10,
        random -> {
          List<Change> changes = new ArrayList<>();
          for (StateKey key : TreeRounds.keys(random, 100).stream().distinct().toList()) {
            changes.add(new Change(key, new byte[] {1}));
          }
          StateTree tree = tree(PathRule.SHA_256, changes);
          for (int module = 0; module < 256; module++) {
            tampered(random, tree.part(PathRange.of((byte) module)), tree.root());
          }
        });
  }

  private static void tampered(Random random, StatePart honest, Hash root) {
    List<StatePart.Entry> entries = new ArrayList<>(honest.entries());
    byte[] key = new byte[20];
    random.nextBytes(key);
    entries.add(random.nextInt(entries.size() + 1), new StatePart.Entry(key, new byte[] {1}));
    refused(honest, entries, root);
    if (!honest.entries().isEmpty()) {
      entries = new ArrayList<>(honest.entries());
      StatePart.Entry gone = entries.remove(random.nextInt(entries.size()));
      refused(honest, entries, root);
      entries = new ArrayList<>(honest.entries());
      entries.set(entries.indexOf(gone), new StatePart.Entry(gone.key(), new byte[] {2}));
      refused(honest, entries, root);
      refused(honest, List.of(), root);
    }
    if (honest.entries().size() > 1) {
      entries = new ArrayList<>(honest.entries());
      entries.add(0, entries.remove(entries.size() - 1));
      refused(honest, entries, root);
    }
    StatePart narrow =
        new StatePart(honest.range().left(), honest.siblings(), Optional.empty(), List.of());
    if (!honest.entries().isEmpty() || honest.other().isPresent()) {
      assertThatThrownBy(() -> narrow.verify(root)).isInstanceOf(ProofException.class);
    }
  }

  private static void refused(StatePart honest, List<StatePart.Entry> entries, Hash root) {
    StatePart lie = new StatePart(honest.range(), honest.siblings(), Optional.empty(), entries);
    assertThatThrownBy(() -> lie.verify(root)).isInstanceOf(ProofException.class);
  }

  @Test
  void aNodeCannotPassForALeafToHideHalfOfTheState() {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      changes.add(new Change(new StateKey((byte) 1, new byte[] {(byte) i}), new byte[] {1}));
    }
    StateTree tree = tree(PathRule.SHA_256, changes);
    StatePart honest = tree.part(PathRange.of((byte) 1).left());
    StatePart hidden =
        new StatePart(
            honest.range(),
            honest.siblings().subList(0, Math.max(0, honest.siblings().size() - 1)),
            Optional.empty(),
            List.of());

    assertThatThrownBy(() -> hidden.verify(tree.root())).isInstanceOf(ProofException.class);
  }
}
