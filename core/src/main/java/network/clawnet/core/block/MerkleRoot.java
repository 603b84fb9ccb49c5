package network.clawnet.core.block;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.crypto.Hash;

/**
 * The Merkle tree of RFC 6962: leaf H(0x00 | item), node H(0x01 | left | right), the left subtree
 * being the largest full one; no items hash to SHA-256 of nothing.
 */
public final class MerkleRoot {
  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};
  private static final Hash EMPTY = Hash.sha256();

  private MerkleRoot() {}

  /** Returns the root over the items in order. */
  public static Hash of(List<byte[]> items) {
    return items.isEmpty() ? EMPTY : reduce(leaves(items));
  }

  /**
   * Returns the proof that the item at {@code index} is under the root.
   *
   * @param index from 0, below {@code items.size()}
   */
  public static MerkleProof prove(List<byte[]> items, int index) {
    if (index < 0 || index >= items.size()) {
      throw new IllegalArgumentException("no item " + index + " among " + items.size());
    }
    List<Hash> siblings = new ArrayList<>();
    List<Hash> row = leaves(items);
    int at = index;
    while (row.size() > 1) {
      int sibling = at ^ 1;
      if (sibling < row.size()) {
        siblings.add(row.get(sibling));
      }
      row = pair(row);
      at >>= 1;
    }
    return new MerkleProof(index, items.size(), siblings);
  }

  static Hash leaf(byte[] item) {
    return Hash.sha256(LEAF, item);
  }

  static Hash node(Hash left, Hash right) {
    return Hash.sha256(NODE, left.bytes(), right.bytes());
  }

  private static List<Hash> leaves(List<byte[]> items) {
    List<Hash> row = new ArrayList<>(items.size());
    for (byte[] item : items) {
      row.add(leaf(item));
    }
    return row;
  }

  private static Hash reduce(List<Hash> leaves) {
    List<Hash> row = leaves;
    while (row.size() > 1) {
      row = pair(row);
    }
    return row.get(0);
  }

  /** Joins neighbours; an odd last one rises unchanged, which is the split of RFC 6962. */
  private static List<Hash> pair(List<Hash> row) {
    List<Hash> above = new ArrayList<>((row.size() + 1) / 2);
    for (int i = 0; i + 1 < row.size(); i += 2) {
      above.add(node(row.get(i), row.get(i + 1)));
    }
    if (row.size() % 2 == 1) {
      above.add(row.get(row.size() - 1));
    }
    return above;
  }
}
