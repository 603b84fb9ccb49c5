package network.clawnet.core.tree;

import network.clawnet.core.crypto.Hash;
import network.clawnet.core.tree.node.Geometry;
import network.clawnet.core.tree.node.NodeHasher;

/**
 * The committed hashes of one module from its root down to its buckets, one array per level. Any
 * thread may read the geometry; the rest belongs to the owner thread or the reader's lock.
 */
final class ModuleTop implements ModuleState {
  /** Committed buckets, from the cache or the store. Any thread. */
  @FunctionalInterface
  interface BucketSource {
    /** Returns the bucket as {@link ModuleState#content} does. */
    byte[] bucket(byte module, int start);
  }

  private final byte module;
  private final BucketSource source;
  private final byte[][] hashes = new byte[Geometry.MAX_LEVEL + 1][];
  private final byte[][] kinds = new byte[Geometry.MAX_LEVEL + 1][];
  private volatile Geometry geometry = Geometry.SINGLE;
  private volatile long entries;

  ModuleTop(byte module, BucketSource source) {
    this.module = module;
    this.source = source;
    reserve(0);
  }

  byte module() {
    return module;
  }

  @Override
  public Geometry geometry() {
    return geometry;
  }

  @Override
  public long entries() {
    return entries;
  }

  @Override
  public byte[] content(int start) {
    return source.bucket(module, start);
  }

  @Override
  public byte node(int level, int position, byte[] out, int at) {
    if (level > Geometry.MAX_LEVEL || kinds[level] == null) {
      NodeHasher.clear(out, at);
      return NodeHasher.EMPTY;
    }
    System.arraycopy(hashes[level], position * Hash.BYTES, out, at, Hash.BYTES);
    return kinds[level][position];
  }

  byte kind(int level, int position) {
    return kinds[level][position];
  }

  void publish(Geometry newGeometry, long newEntries) {
    geometry = newGeometry;
    entries = newEntries;
  }

  /** Takes over changed nodes. */
  void merge(int level, LevelNodes nodes) {
    if (nodes.size() == 0) {
      return;
    }
    reserve(level);
    byte[] levelHashes = hashes[level];
    byte[] levelKinds = kinds[level];
    for (int i = 0; i < nodes.size(); i++) {
      int position = nodes.position(i);
      nodes.copyHash(i, levelHashes, position * Hash.BYTES);
      levelKinds[position] = nodes.kind(i);
    }
  }

  private void reserve(int level) {
    if (kinds[level] == null) {
      kinds[level] = new byte[1 << level];
      hashes[level] = new byte[Hash.BYTES << level];
    }
  }
}
