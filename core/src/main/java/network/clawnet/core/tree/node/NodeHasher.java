package network.clawnet.core.tree.node;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.Sha256;

/** The hash rules of the tree. Bound to the thread that made it. */
public final class NodeHasher {
  /** A subtree without a leaf: 32 zero bytes. */
  public static final byte EMPTY = 0;

  /** A subtree with one leaf: the leaf's hash, at any depth. */
  public static final byte ONE = 1;

  /** A subtree with more leaves: the hash of its two halves. */
  public static final byte MANY = 2;

  /** A tag byte and two hashes: what is hashed for a leaf or a node. */
  public static final int FRAME_BYTES = 1 + 2 * Hash.BYTES;

  private static final int LEFT = 1;
  private static final int RIGHT = LEFT + Hash.BYTES;
  private static final byte LEAF_TAG = 0;
  private static final byte NODE_TAG = 1;

  private final MessageDigest digest = Sha256.threadDigest();
  private final byte[] leafFrame = new byte[FRAME_BYTES];

  /** Writes H(0x00, path, H(value)). */
  public void leaf(byte[] paths, int pathAt, byte[] value, byte[] out, int at) {
    leafFrame[0] = LEAF_TAG;
    System.arraycopy(paths, pathAt, leafFrame, LEFT, Hash.BYTES);
    digest.update(value, 0, value.length);
    finish(leafFrame, RIGHT);
    digest.update(leafFrame, 0, FRAME_BYTES);
    finish(out, at);
  }

  /** Writes H(0x00, path, valueHash). */
  public void leafOf(byte[] path, byte[] valueHash, byte[] out, int at) {
    leafFrame[0] = LEAF_TAG;
    System.arraycopy(path, 0, leafFrame, LEFT, Hash.BYTES);
    System.arraycopy(valueHash, 0, leafFrame, RIGHT, Hash.BYTES);
    digest.update(leafFrame, 0, FRAME_BYTES);
    finish(out, at);
  }

  /**
   * Joins two halves whose hashes stand in the frame after its tag byte.
   *
   * @return the kind of the joined subtree, whose hash was written to {@code out}
   */
  public byte join(byte[] frames, int frame, byte left, byte right, byte[] out, int at) {
    if (left != MANY && right == EMPTY) {
      System.arraycopy(frames, frame + LEFT, out, at, Hash.BYTES);
      return left;
    }
    if (right != MANY && left == EMPTY) {
      System.arraycopy(frames, frame + RIGHT, out, at, Hash.BYTES);
      return right;
    }
    frames[frame] = NODE_TAG;
    digest.update(frames, frame, FRAME_BYTES);
    finish(out, at);
    return MANY;
  }

  public static int left(int frame) {
    return frame + LEFT;
  }

  public static int right(int frame) {
    return frame + RIGHT;
  }

  public static void clear(byte[] out, int at) {
    Arrays.fill(out, at, at + Hash.BYTES, (byte) 0);
  }

  private void finish(byte[] out, int at) {
    try {
      digest.digest(out, at, Hash.BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
  }
}
