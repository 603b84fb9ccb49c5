package network.clawnet.core.tree;

import java.util.Arrays;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.tree.node.NodeHasher;
import network.clawnet.core.tree.node.PathRule;

/** Hashes the subtree of one bucket from the leaf hashes it holds. One owner thread. */
final class BucketHasher {
  /** Bits of a path after the module byte that one long holds. */
  private static final int SHORT_BITS = Long.SIZE;

  /** Bits of the module byte, which all entries of a bucket share. */
  static final int MODULE_BITS = Byte.SIZE;

  private static final int MAX_FRAMES = Hash.BYTES * Byte.SIZE - MODULE_BITS + 1;

  private final NodeHasher hasher;
  private final PathRule rule;
  private final byte[] frames = new byte[MAX_FRAMES * NodeHasher.FRAME_BYTES];
  private byte[] bucket = Bucket.EMPTY;
  private byte module;
  private int[] entries = new int[16];
  private int size;

  BucketHasher(NodeHasher hasher, PathRule rule) {
    this.hasher = hasher;
    this.rule = rule;
  }

  /** Chooses the entries between two byte positions of a bucket. */
  void load(byte loadedModule, byte[] loaded, int from, int to) {
    module = loadedModule;
    bucket = loaded;
    size = 0;
    for (int entry = from; entry < to; entry = Bucket.next(loaded, entry)) {
      if (size == entries.length) {
        entries = Arrays.copyOf(entries, size * 2);
      }
      entries[size++] = entry;
    }
  }

  /** Returns the number of entries. */
  int size() {
    return size;
  }

  /** Returns where entry {@code i} starts. */
  int entry(int i) {
    return entries[i];
  }

  /**
   * Writes the hash of the subtree of entries {@code lo <= i < hi}.
   *
   * @param depth path bits, the module's included, that these entries share
   * @return the kind of the subtree
   */
  byte subtree(int lo, int hi, int depth, byte[] out, int at) {
    return subtree(lo, hi, depth, 0, out, at);
  }

  private byte subtree(int lo, int hi, int depth, int frame, byte[] out, int at) {
    if (lo == hi) {
      NodeHasher.clear(out, at);
      return NodeHasher.EMPTY;
    }
    if (lo + 1 == hi) {
      System.arraycopy(bucket, Bucket.leafHashAt(entries[lo]), out, at, Hash.BYTES);
      return NodeHasher.ONE;
    }
    int middle = firstRight(lo, hi, depth);
    int below = frame + NodeHasher.FRAME_BYTES;
    byte left = subtree(lo, middle, depth + 1, below, frames, NodeHasher.left(frame));
    byte right = subtree(middle, hi, depth + 1, below, frames, NodeHasher.right(frame));
    return hasher.join(frames, frame, left, right, out, at);
  }

  /** Returns the first of the entries whose path goes right at this depth, or {@code hi}. */
  int firstRight(int lo, int hi, int depth) {
    int middle = lo;
    while (middle < hi && !goesRight(entries[middle], depth)) {
      middle++;
    }
    return middle;
  }

  private boolean goesRight(int entry, int depth) {
    int bit = depth - MODULE_BITS;
    if (bit < SHORT_BITS) {
      return (Bucket.bits(bucket, entry) << bit) < 0;
    }
    byte[] path = new byte[Hash.BYTES];
    rule.path(module, Bucket.key(bucket, entry), path);
    return bit(path, depth);
  }

  static boolean bit(byte[] path, int depth) {
    return ((path[depth / Byte.SIZE] << (depth % Byte.SIZE)) & 0x80) != 0;
  }
}
