package network.clawnet.core.tree;

import java.util.Arrays;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.tree.node.NodeHasher;

/** Changed nodes of one level, by ascending position. One owner thread until published. */
final class LevelNodes {
  private int[] positions;
  private byte[] kinds;
  private byte[] hashes;
  private int size;

  LevelNodes(int capacity) {
    positions = new int[capacity];
    kinds = new byte[capacity];
    hashes = new byte[capacity * Hash.BYTES];
  }

  int size() {
    return size;
  }

  int position(int i) {
    return positions[i];
  }

  byte kind(int i) {
    return kinds[i];
  }

  /** Returns the hashes; that of node {@code i} starts at {@code 32 i}. */
  byte[] hashes() {
    return hashes;
  }

  void copyHash(int i, byte[] out, int at) {
    System.arraycopy(hashes, i * Hash.BYTES, out, at, Hash.BYTES);
  }

  /** Appends a node whose hash the caller writes to {@link #hashes} next. */
  int append(int position) {
    if (size == positions.length) {
      int capacity = Math.max(4, size * 2);
      positions = Arrays.copyOf(positions, capacity);
      kinds = Arrays.copyOf(kinds, capacity);
      hashes = Arrays.copyOf(hashes, capacity * Hash.BYTES);
    }
    positions[size] = position;
    return size++;
  }

  /** Appends a node of another list. */
  void appendFrom(LevelNodes other, int i) {
    int node = append(other.positions[i]);
    kinds[node] = other.kinds[i];
    other.copyHash(i, hashes, node * Hash.BYTES);
  }

  void kind(int i, byte kind) {
    kinds[i] = kind;
  }

  /** Returns the index of the position, or a negative number. */
  int find(int position) {
    return Arrays.binarySearch(positions, 0, size, position);
  }

  /**
   * Appends the parents of all children; the sibling of a child that is not among them comes from
   * the state before.
   *
   * @param level of the children, at least 1
   */
  void appendParents(LevelNodes children, int level, ModuleState prior, NodeHasher hasher) {
    byte[] frame = new byte[NodeHasher.FRAME_BYTES];
    int i = 0;
    while (i < children.size()) {
      int leftPosition = children.position(i) & ~1;
      byte leftKind;
      if (children.position(i) == leftPosition) {
        children.copyHash(i, frame, NodeHasher.left(0));
        leftKind = children.kind(i++);
      } else {
        leftKind = prior.node(level, leftPosition, frame, NodeHasher.left(0));
      }
      byte rightKind;
      if (i < children.size() && children.position(i) == leftPosition + 1) {
        children.copyHash(i, frame, NodeHasher.right(0));
        rightKind = children.kind(i++);
      } else {
        rightKind = prior.node(level, leftPosition + 1, frame, NodeHasher.right(0));
      }
      int parent = append(leftPosition >>> 1);
      int at = parent * Hash.BYTES;
      kinds[parent] = hasher.join(frame, 0, leftKind, rightKind, hashes, at);
    }
  }
}
