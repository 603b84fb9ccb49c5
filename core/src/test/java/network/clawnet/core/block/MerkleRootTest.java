package network.clawnet.core.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import org.junit.jupiter.api.Test;

class MerkleRootTest {
  private static List<byte[]> items(int count) {
    List<byte[]> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(new byte[] {(byte) i, (byte) (i >> 8)});
    }
    return items;
  }

  /** The recursive definition of RFC 6962, section 2.1. */
  private static Hash defined(List<byte[]> items) {
    if (items.isEmpty()) {
      return Hash.sha256();
    }
    if (items.size() == 1) {
      return Hash.sha256(new byte[] {0}, items.get(0));
    }
    int split = Integer.highestOneBit(items.size() - 1);
    Hash left = defined(items.subList(0, split));
    Hash right = defined(items.subList(split, items.size()));
    return Hash.sha256(new byte[] {1}, left.bytes(), right.bytes());
  }

  @Test
  void agreesWithTheDefinition() {
    for (int size = 0; size < 70; size++) {
      assertThat(MerkleRoot.of(items(size))).isEqualTo(defined(items(size)));
    }
  }

  @Test
  void provesEveryItemAtItsPlaceOnly() throws DecodeException {
    for (int size = 1; size < 40; size++) {
      List<byte[]> items = items(size);
      Hash root = MerkleRoot.of(items);
      for (int index = 0; index < size; index++) {
        MerkleProof proof = MerkleRoot.prove(items, index);
        assertThat(MerkleProof.decode(proof.encode())).isEqualTo(proof);
        assertThat(proof.proves(items.get(index), root)).isTrue();
        assertThat(proof.proves(new byte[] {9, 9}, root)).isFalse();
        assertThat(proof.proves(items.get(index), Hash.ZERO)).isFalse();
        if (index + 1 < size) {
          MerkleProof moved = new MerkleProof(index + 1, size, proof.siblings());
          assertThat(moved.proves(items.get(index), root)).isFalse();
        }
      }
    }
  }

  @Test
  void refusesProofsWithMissingOrSpareSiblings() {
    List<byte[]> items = items(5);
    MerkleProof proof = MerkleRoot.prove(items, 2);
    List<Hash> fewer = proof.siblings().subList(1, proof.siblings().size());
    List<Hash> more = new ArrayList<>(proof.siblings());
    more.add(Hash.ZERO);

    Hash root = MerkleRoot.of(items);
    assertThat(new MerkleProof(2, 5, fewer).proves(items.get(2), root)).isFalse();
    assertThat(new MerkleProof(2, 5, more).proves(items.get(2), root)).isFalse();
    assertThatThrownBy(() -> new MerkleProof(5, 5, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
