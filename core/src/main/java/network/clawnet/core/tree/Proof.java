package network.clawnet.core.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.Sha256;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.tree.node.NodeHasher;
import network.clawnet.core.tree.node.PathRule;
import org.jspecify.annotations.Nullable;

/**
 * What a state with a known root holds under one key: the siblings from the root down, and what
 * stands at their end. Source: docs/protocol/state.md, section Proofs.
 *
 * @param siblings hashes of the other halves, the root's first; at most {@link #MAX_DEPTH}
 * @param end what stands at that depth on the key's path
 */
public record Proof(List<Hash> siblings, End end) {
  /** Bits of a path. */
  public static final int MAX_DEPTH = Hash.BYTES * Byte.SIZE;

  private static final int NOTHING = 0;
  private static final int VALUE = 1;
  private static final int OTHER = 2;

  /** The end of a proof. */
  public sealed interface End {}

  /** An empty subtree: the key is absent. */
  public record Nothing() implements End {}

  /** The key's leaf. */
  public record Value(byte[] value) implements End {}

  /** The only leaf of the subtree belongs to another key: the key is absent. */
  public record Other(Hash path, Hash valueHash) implements End {}

  /** Copies the list; refuses one deeper than {@link #MAX_DEPTH}. */
  public Proof {
    siblings = List.copyOf(siblings);
    if (siblings.size() > MAX_DEPTH) {
      throw new IllegalArgumentException(siblings.size() + " siblings");
    }
  }

  /**
   * Returns the proven value, or null if the key is proven absent.
   *
   * @param root of a header that the caller trusts
   * @throws ProofException if the proof does not lead to the root or belongs to another key
   */
  public byte @Nullable [] verify(Hash root, StateKey key) throws ProofException {
    return verify(root, key, PathRule.SHA_256);
  }

  byte @Nullable [] verify(Hash root, StateKey key, PathRule rule) throws ProofException {
    byte[] path = new byte[Hash.BYTES];
    rule.path(key.module(), key.key(), path);
    if (!Hash.of(fold(siblings, path, endHash(path))).equals(root)) {
      throw new ProofException("the proof of " + key + " does not lead to root " + root.shortHex());
    }
    return end instanceof Value found ? found.value() : null;
  }

  private byte[] endHash(byte[] path) throws ProofException {
    byte[] hash = new byte[Hash.BYTES];
    if (end instanceof Value found) {
      new NodeHasher().leafOf(path, Sha256.digest(found.value()), hash, 0);
    } else if (end instanceof Other other) {
      byte[] otherPath = other.path().bytes();
      if (Arrays.equals(path, otherPath) || !sharesPath(path, otherPath)) {
        throw new ProofException("the other leaf does not stand on the key's path");
      }
      new NodeHasher().leafOf(otherPath, other.valueHash().bytes(), hash, 0);
    }
    return hash;
  }

  private boolean sharesPath(byte[] path, byte[] otherPath) {
    for (int depth = 0; depth < siblings.size(); depth++) {
      if (BucketHasher.bit(path, depth) != BucketHasher.bit(otherPath, depth)) {
        return false;
      }
    }
    return true;
  }

  /** Hashes from the end of a path up to the root. */
  static byte[] fold(List<Hash> siblings, byte[] path, byte[] hash) {
    NodeHasher hasher = new NodeHasher();
    byte[] frame = new byte[NodeHasher.FRAME_BYTES];
    byte[] current = hash;
    for (int depth = siblings.size() - 1; depth >= 0; depth--) {
      boolean right = BucketHasher.bit(path, depth);
      int own = right ? NodeHasher.right(0) : NodeHasher.left(0);
      int sibling = right ? NodeHasher.left(0) : NodeHasher.right(0);
      System.arraycopy(current, 0, frame, own, Hash.BYTES);
      siblings.get(depth).copyTo(frame, sibling);
      hasher.join(frame, 0, NodeHasher.MANY, NodeHasher.MANY, current, 0);
    }
    return current;
  }

  /** Returns depth, a bit for each sibling that is not empty, those siblings, and the end. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(64 + siblings.size() * Hash.BYTES).u16(siblings.size());
    byte[] present = new byte[(siblings.size() + 7) / Byte.SIZE];
    for (int i = 0; i < siblings.size(); i++) {
      if (!siblings.get(i).equals(Hash.ZERO)) {
        present[i / Byte.SIZE] |= (byte) (0x80 >>> (i % Byte.SIZE));
      }
    }
    out.raw(present);
    siblings.stream().filter(it -> !it.equals(Hash.ZERO)).forEach(it -> out.raw(it.bytes()));
    if (end instanceof Value found) {
      return out.u8(VALUE).bytes(found.value()).toBytes();
    }
    if (end instanceof Other other) {
      return out.u8(OTHER).raw(other.path().bytes()).raw(other.valueHash().bytes()).toBytes();
    }
    return out.u8(NOTHING).toBytes();
  }

  /** Reads what {@link #encode} wrote, at most 8 KiB and one value of the largest size. */
  public static Proof decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    int depth = in.u16();
    if (depth > MAX_DEPTH) {
      throw new DecodeException("proof of depth " + depth);
    }
    byte[] present = in.raw((depth + 7) / Byte.SIZE);
    List<Hash> siblings = new ArrayList<>(depth);
    for (int i = 0; i < present.length * Byte.SIZE; i++) {
      boolean set = BucketHasher.bit(present, i);
      if (i < depth) {
        siblings.add(set ? sibling(in) : Hash.ZERO);
      } else if (set) {
        throw new DecodeException("sibling below the depth of the proof");
      }
    }
    End end = end(in);
    in.end();
    return new Proof(siblings, end);
  }

  private static Hash sibling(ByteReader in) throws DecodeException {
    Hash hash = Hash.of(in.raw(Hash.BYTES));
    if (hash.equals(Hash.ZERO)) {
      throw new DecodeException("empty sibling written out");
    }
    return hash;
  }

  private static End end(ByteReader in) throws DecodeException {
    int kind = in.u8();
    return switch (kind) {
      case NOTHING -> new Nothing();
      case VALUE -> new Value(in.bytes(StateTree.MAX_VALUE_BYTES));
      case OTHER -> new Other(Hash.of(in.raw(Hash.BYTES)), Hash.of(in.raw(Hash.BYTES)));
      default -> throw new DecodeException("end of kind " + kind);
    };
  }
}
