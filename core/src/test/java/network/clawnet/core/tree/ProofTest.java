package network.clawnet.core.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.port.Store.Family;
import network.clawnet.core.state.Change;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.Seeds;
import network.clawnet.core.tree.node.PathRule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProofTest {
  private static final StateKey KEY = new StateKey((byte) 1, "alice".getBytes(UTF_8));

  @Test
  void provesPresentAndAbsentKeysOfAnyState() {
    Seeds.forAll(20, random -> provesAll(random, PathRule.SHA_256, TreeRounds.keys(random, 120)));
  }

  @Test
  void provesKeysWherePathsCluster() {
    Seeds.forAll(
        20, random -> provesAll(random, TreeRounds.PLAIN, TreeRounds.clustered(random, 60)));
  }

  private static void provesAll(Random random, PathRule rule, List<StateKey> keys) {
    StateTree tree = tree(rule);
    ReferenceTree reference = new ReferenceTree(rule);
    for (int round = 0; round < 3; round++) {
      List<Change> changes = TreeRounds.changes(random, random.nextInt(90), keys);
      reference.apply(changes);
      tree.commit(tree.update(null, changes), new ArrayList<>());
      for (StateKey key : keys) {
        Proof proof = tree.prove(key);
        assertThat(verify(proof, tree.root(), key, rule)).isEqualTo(reference.entries.get(key));
        assertThat(decode(proof.encode()).encode()).isEqualTo(proof.encode());
      }
    }
  }

  @Test
  void refusesAProofWithAnyByteChanged() throws ProofException {
    StateTree tree = filled();
    for (StateKey key : List.of(KEY, new StateKey((byte) 1, "nobody".getBytes(UTF_8)))) {
      byte[] encoded = tree.prove(key).encode();
      byte[] expected = tree.prove(key).verify(tree.root(), key);
      for (int i = 0; i < encoded.length; i++) {
        byte[] changed = encoded.clone();
        changed[i] ^= 1;
        assertThat(provesNothing(changed, tree.root(), key)).as("byte %d", i).isTrue();
      }
      assertThat(expected == null).isEqualTo(!key.equals(KEY));
    }
  }

  private static boolean provesNothing(byte[] encoded, Hash root, StateKey key) {
    try {
      Proof.decode(encoded).verify(root, key);
      return false;
    } catch (DecodeException | ProofException e) {
      return true;
    }
  }

  @Test
  void refusesAProofOfAnotherKeyOrUnderAnotherRoot() {
    StateTree tree = filled();
    Proof proof = tree.prove(KEY);

    assertThatThrownBy(() -> proof.verify(tree.root(), new StateKey((byte) 1, new byte[] {1})))
        .isInstanceOf(ProofException.class);
    assertThatThrownBy(() -> proof.verify(Hash.ZERO, KEY)).isInstanceOf(ProofException.class);
  }

  @Test
  void refusesToProveAPresentKeyAbsentByItsOwnLeaf() {
    StateTree tree = filled();
    Proof present = tree.prove(KEY);
    byte[] path = Hash.sha256(KEY.key()).bytes();
    path[0] = 1;
    byte[] value = ((Proof.Value) present.end()).value();
    Proof forged =
        new Proof(present.siblings(), new Proof.Other(Hash.of(path), Hash.sha256(value)));

    assertThatThrownBy(() -> forged.verify(tree.root(), KEY))
        .isInstanceOf(ProofException.class)
        .hasMessageContaining("other leaf");
  }

  @Test
  void refusesALeafThatStandsElsewhere() {
    StateTree tree = filled();
    Proof ofKey = tree.prove(KEY);
    StateKey elsewhere = new StateKey((byte) 2, "x0".getBytes(UTF_8));
    Proof borrowed = new Proof(tree.prove(elsewhere).siblings(), ofKey.end());

    assertThatThrownBy(() -> borrowed.verify(tree.root(), elsewhere))
        .isInstanceOf(ProofException.class);
  }

  @Test
  void provesAbsenceInTheEmptyState() throws ProofException {
    Proof proof = tree(PathRule.SHA_256).prove(KEY);

    assertThat(proof.verify(Hash.ZERO, KEY)).isNull();
    assertThat(proof.encode()).hasSize(3);
  }

  @Test
  void refusesNonCanonicalAndOversizedBytes() {
    Hash one = Hash.sha256(new byte[0]);
    byte[] good = new Proof(List.of(one, Hash.ZERO), new Proof.Nothing()).encode();
    assertThat(good).hasSize(2 + 1 + 32 + 1);

    byte[] hiddenSibling = good.clone();
    hiddenSibling[2] |= 1;
    byte[] writtenZero = good.clone();
    Arrays.fill(writtenZero, 3, 35, (byte) 0);
    byte[] unknownEnd = good.clone();
    unknownEnd[35] = 3;
    byte[] tooDeep = new Proof(Collections.nCopies(256, one), new Proof.Nothing()).encode();
    assertThat(decode(tooDeep).siblings()).hasSize(256);
    tooDeep[1] = 1;
    for (byte[] bad :
        List.of(hiddenSibling, writtenZero, unknownEnd, tooDeep, Arrays.copyOf(good, 37))) {
      assertThatThrownBy(() -> Proof.decode(bad)).isInstanceOf(DecodeException.class);
    }
    assertThatThrownBy(() -> new Proof(Collections.nCopies(257, one), new Proof.Nothing()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static StateTree filled() {
    StateTree tree = tree(PathRule.SHA_256);
    List<Change> changes = new ArrayList<>();
    changes.add(new Change(KEY, "balance".getBytes(UTF_8)));
    for (int i = 0; i < 300; i++) {
      byte[] key = ("x" + i).getBytes(UTF_8);
      changes.add(new Change(new StateKey((byte) (1 + i % 2), key), new byte[] {1}));
    }
    tree.commit(tree.update(null, changes), new ArrayList<>());
    return tree;
  }

  private static StateTree tree(PathRule rule) {
    try {
      return StateTree.open(
          new MemoryStore(), new Family("tree"), 1 << 20, StateTree.SideBySide.IN_TURN, rule);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte @Nullable [] verify(Proof proof, Hash root, StateKey key, PathRule rule) {
    try {
      return proof.verify(root, key, rule);
    } catch (ProofException e) {
      throw new AssertionError(e);
    }
  }

  private static Proof decode(byte[] bytes) {
    try {
      return Proof.decode(bytes);
    } catch (DecodeException e) {
      throw new AssertionError(e);
    }
  }
}
