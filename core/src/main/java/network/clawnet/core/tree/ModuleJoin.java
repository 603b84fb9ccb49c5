package network.clawnet.core.tree;

import java.util.Arrays;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.tree.node.NodeHasher;

/** The eight levels above the 256 modules. Owner thread, or the reader's lock. */
final class ModuleJoin {
  static final int MODULES = 1 << BucketHasher.MODULE_BITS;

  private final byte[] kinds;
  private final byte[] hashes;

  ModuleJoin() {
    this(new byte[MODULES], new byte[MODULES * Hash.BYTES]);
  }

  private ModuleJoin(byte[] kinds, byte[] hashes) {
    this.kinds = kinds;
    this.hashes = hashes;
  }

  ModuleJoin copy() {
    return new ModuleJoin(kinds.clone(), hashes.clone());
  }

  /** Takes the root of one module. */
  void set(byte module, ModuleState state) {
    int at = module & 0xff;
    kinds[at] = state.node(0, 0, hashes, at * Hash.BYTES);
  }

  /** Returns the root of the whole state. */
  Hash root(NodeHasher hasher) {
    Level level = modules();
    while (level.size > 1) {
      level = level.above(hasher);
    }
    return level.hash(0);
  }

  Level modules() {
    return new Level(MODULES, kinds, hashes);
  }

  /** All nodes of one level. */
  static final class Level {
    private final int size;
    private final byte[] kinds;
    private final byte[] hashes;

    private Level(int size, byte[] kinds, byte[] hashes) {
      this.size = size;
      this.kinds = kinds;
      this.hashes = hashes;
    }

    byte kind(int position) {
      return kinds[position];
    }

    Hash hash(int position) {
      int from = position * Hash.BYTES;
      return Hash.of(Arrays.copyOfRange(hashes, from, from + Hash.BYTES));
    }

    Level above(NodeHasher hasher) {
      int parents = size / 2;
      Level above = new Level(parents, new byte[parents], new byte[parents * Hash.BYTES]);
      byte[] frame = new byte[NodeHasher.FRAME_BYTES];
      for (int i = 0; i < parents; i++) {
        if (kinds[2 * i] == NodeHasher.EMPTY && kinds[2 * i + 1] == NodeHasher.EMPTY) {
          continue;
        }
        System.arraycopy(hashes, 2 * i * Hash.BYTES, frame, 1, 2 * Hash.BYTES);
        above.kinds[i] =
            hasher.join(frame, 0, kinds[2 * i], kinds[2 * i + 1], above.hashes, i * Hash.BYTES);
      }
      return above;
    }
  }
}
