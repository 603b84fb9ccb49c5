package network.clawnet.core.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.tree.node.NodeHasher;
import network.clawnet.core.tree.node.PathRange;
import network.clawnet.core.tree.node.PathRule;

/**
 * Everything that a state holds in a range of paths, with what proves that this is all of it.
 * Source: docs/protocol/state.md, section 2.
 *
 * @param siblings hashes of the other halves from the root down to the range, or to the subtree
 *     above it that has at most one leaf
 * @param other that one leaf, if it stands outside the range
 * @param entries in the order of their paths
 */
public record StatePart(
    PathRange range, List<Hash> siblings, Optional<Proof.Other> other, List<Entry> entries) {
  /** Bytes of entries that a part has room for; it holds one entry at least. */
  public static final int MAX_BYTES = 1 << 20;

  private static final int MAX_SIBLINGS = BucketHasher.MODULE_BITS + PathRange.MAX_DEPTH;

  /** Largest encoded size in bytes. */
  public static final int MAX_ENCODED_BYTES =
      MAX_BYTES + StateTree.MAX_VALUE_BYTES + 256 + MAX_SIBLINGS * Hash.BYTES + 128;

  /** A key of the range's module and its value; not to be written to. */
  public record Entry(byte[] key, byte[] value) {
    /** Returns the encoded size in bytes. */
    public int bytes() {
      return 5 + key.length + value.length;
    }
  }

  public StatePart {
    siblings = List.copyOf(siblings);
    entries = List.copyOf(entries);
  }

  /** Returns the bytes of the entries, encoded. */
  public long bytes() {
    return entries.stream().mapToLong(Entry::bytes).sum();
  }

  /**
   * Returns the entries as buckets hold them, for {@link TreeLoader}.
   *
   * @param root of a header that the caller trusts
   * @throws ProofException if an entry is missing, added, changed or out of order
   */
  public byte[] verify(Hash root) throws ProofException {
    return verify(root, PathRule.SHA_256);
  }

  byte[] verify(Hash root, PathRule rule) throws ProofException {
    int depth = siblings.size();
    boolean early = depth < range.bits();
    if (depth > range.bits() || (other.isPresent() && (!early || !entries.isEmpty()))) {
      throw new ProofException("the proof does not end where its part begins");
    }
    if (early && entries.size() > 1) {
      throw new ProofException("more entries than a single leaf");
    }
    byte[] bucket = bucket(rule);
    byte[] hash = new byte[Hash.BYTES];
    if (other.isPresent()) {
      outside(other.get(), hash);
    } else {
      NodeHasher hasher = new NodeHasher();
      BucketHasher subtree = new BucketHasher(hasher, rule);
      subtree.load(range.module(), bucket, 0, bucket.length);
      subtree.subtree(0, subtree.size(), range.bits(), hash, 0);
    }
    if (!Hash.of(Proof.fold(siblings, range.firstPath(), hash)).equals(root)) {
      throw new ProofException("the part does not lead to root " + root.shortHex());
    }
    return bucket;
  }

  private void outside(Proof.Other leaf, byte[] hash) throws ProofException {
    byte[] path = leaf.path().bytes();
    byte[] first = range.firstPath();
    for (int bit = 0; bit < siblings.size(); bit++) {
      if (BucketHasher.bit(path, bit) != BucketHasher.bit(first, bit)) {
        throw new ProofException("the other leaf does not stand above the part");
      }
    }
    if (isInside(path)) {
      throw new ProofException("the other leaf belongs to the part");
    }
    new NodeHasher().leafOf(path, leaf.valueHash().bytes(), hash, 0);
  }

  private boolean isInside(byte[] path) {
    return range.contains(path[0], (int) (PathRule.bits(path) >>> Integer.SIZE));
  }

  /** Lays the entries out with their leaf hashes, computed here. */
  private byte[] bucket(PathRule rule) throws ProofException {
    int size = 0;
    for (Entry entry : entries) {
      size += Bucket.OVERHEAD_BYTES + entry.key().length + entry.value().length;
    }
    NodeHasher hasher = new NodeHasher();
    byte[] bucket = new byte[size];
    byte[] last = new byte[Hash.BYTES];
    byte[] path = new byte[Hash.BYTES];
    int at = 0;
    for (Entry entry : entries) {
      rule.path(range.module(), entry.key(), path);
      if (!isInside(path) || (at > 0 && Arrays.compareUnsigned(last, path) >= 0)) {
        throw new ProofException("an entry does not stand where its path belongs");
      }
      hasher.leaf(path, 0, entry.value(), bucket, Bucket.leafHashAt(at));
      at = Bucket.write(bucket, at, PathRule.bits(path), entry.key(), entry.value());
      System.arraycopy(path, 0, last, 0, last.length);
    }
    return bucket;
  }

  /**
   * Returns the range, u8 number of siblings and these, u8 whether another leaf follows and path
   * and value hash of it, u32 number of entries and for each u8 length, key, u32 length, value.
   */
  public byte[] encode() {
    ByteWriter out = new ByteWriter((int) Math.min(1 << 21, bytes() + 2_048));
    range.writeTo(out);
    out.u8(siblings.size());
    siblings.forEach(it -> out.raw(it.bytes()));
    out.u8(other.isEmpty() ? 0 : 1);
    other.ifPresent(it -> out.raw(it.path().bytes()).raw(it.valueHash().bytes()));
    out.u32(entries.size());
    for (Entry entry : entries) {
      out.u8(entry.key().length).raw(entry.key()).bytes(entry.value());
    }
    return out.toBytes();
  }

  /** Reads what {@link #encode} wrote and nothing else. */
  public static StatePart decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    PathRange range = PathRange.read(in);
    int depth = in.u8();
    if (depth > MAX_SIBLINGS) {
      throw new DecodeException(depth + " siblings");
    }
    List<Hash> siblings = new ArrayList<>(depth);
    for (int i = 0; i < depth; i++) {
      siblings.add(Hash.of(in.raw(Hash.BYTES)));
    }
    int flag = in.u8();
    if (flag > 1) {
      throw new DecodeException("a flag of " + flag);
    }
    Optional<Proof.Other> other =
        flag == 0
            ? Optional.empty()
            : Optional.of(
                new Proof.Other(Hash.of(in.raw(Hash.BYTES)), Hash.of(in.raw(Hash.BYTES))));
    List<Entry> entries = entries(in);
    in.end();
    return new StatePart(range, siblings, other, entries);
  }

  private static List<Entry> entries(ByteReader in) throws DecodeException {
    int count = in.u32();
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = in.u8();
      if (length < 1 || length > StateKey.MAX_KEY_BYTES) {
        throw new DecodeException("a key of " + length + " bytes");
      }
      byte[] key = in.raw(length);
      entries.add(new Entry(key, in.bytes(StateTree.MAX_VALUE_BYTES)));
    }
    return entries;
  }
}
