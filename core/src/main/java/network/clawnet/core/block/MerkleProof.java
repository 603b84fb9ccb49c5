package network.clawnet.core.block;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;

/**
 * Shows that one item stands at one place under a {@link MerkleRoot}.
 *
 * @param index place of the item, from 0
 * @param size number of items under the root
 * @param siblings hashes from the leaf upward, at most {@link #MAX_SIBLINGS}
 */
public record MerkleProof(int index, int size, List<Hash> siblings) {
  /** Height of the tallest tree whose size fits an int. */
  public static final int MAX_SIBLINGS = 31;

  public MerkleProof {
    siblings = List.copyOf(siblings);
    if (index < 0 || index >= size || siblings.size() > MAX_SIBLINGS) {
      throw new IllegalArgumentException("proof out of range");
    }
  }

  /** Returns true if the item is at {@link #index} of {@link #size} items under the root. */
  public boolean proves(byte[] item, Hash root) {
    Hash hash = MerkleRoot.leaf(item);
    int at = index;
    int last = size - 1;
    int used = 0;
    while (last > 0) {
      boolean hasSibling = (at ^ 1) <= last;
      if (hasSibling) {
        if (used == siblings.size()) {
          return false;
        }
        Hash sibling = siblings.get(used++);
        hash = (at & 1) == 1 ? MerkleRoot.node(sibling, hash) : MerkleRoot.node(hash, sibling);
      }
      at >>= 1;
      last >>= 1;
    }
    return used == siblings.size() && hash.equals(root);
  }

  /** Returns index u32, size u32, count u8 and the siblings. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(9 + siblings.size() * Hash.BYTES);
    out.u32(index).u32(size).u8(siblings.size());
    siblings.forEach(it -> out.raw(it.bytes()));
    return out.toBytes();
  }

  public static MerkleProof decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    int index = in.u32();
    int size = in.u32();
    int count = in.u8();
    if (index >= size || count > MAX_SIBLINGS) {
      throw new DecodeException("proof out of range");
    }
    List<Hash> siblings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      siblings.add(Hash.of(in.raw(Hash.BYTES)));
    }
    in.end();
    return new MerkleProof(index, size, siblings);
  }
}
