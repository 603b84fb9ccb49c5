package network.clawnet.core.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.tree.node.Geometry;

/**
 * What one block changed in one module: whole buckets and the nodes above them. Once committed it
 * holds nothing and passes every question on to the committed state. One owner thread.
 */
final class ModuleDelta implements ModuleState {
  private static final int[] NO_STARTS = {};

  private final byte module;
  private final Geometry geometry;
  private final long entries;
  private ModuleState under;
  private int[] starts;
  private List<byte[]> contents;
  private LevelNodes[] levels;
  private boolean released;

  /**
   * @param starts bucket starts with the sign bit flipped, ascending
   * @param levels changed nodes by level, index 0 the module's root
   */
  ModuleDelta(
      byte module,
      Geometry geometry,
      long entries,
      ModuleState under,
      int[] starts,
      List<byte[]> contents,
      LevelNodes[] levels) {
    this.module = module;
    this.geometry = geometry;
    this.entries = entries;
    this.under = under;
    this.starts = starts;
    this.contents = contents;
    this.levels = levels;
  }

  byte module() {
    return module;
  }

  int buckets() {
    return starts.length;
  }

  int start(int i) {
    return starts[i] ^ Integer.MIN_VALUE;
  }

  byte[] bucket(int i) {
    return contents.get(i);
  }

  LevelNodes[] levels() {
    return levels;
  }

  @Override
  public Geometry geometry() {
    return released ? under.geometry() : geometry;
  }

  @Override
  public long entries() {
    return released ? under.entries() : entries;
  }

  @Override
  public byte[] content(int start) {
    int found = Arrays.binarySearch(starts, start ^ Integer.MIN_VALUE);
    return found >= 0 ? contents.get(found) : under.content(start);
  }

  @Override
  public byte node(int level, int position, byte[] out, int at) {
    if (level < levels.length) {
      LevelNodes nodes = levels[level];
      int found = nodes.find(position);
      if (found >= 0) {
        System.arraycopy(nodes.hashes(), found * Hash.BYTES, out, at, Hash.BYTES);
        return nodes.kind(found);
      }
    }
    return under.node(level, position, out, at);
  }

  /** Lets go of everything, now that the committed state holds it. */
  void release(ModuleState committed) {
    under = committed;
    starts = NO_STARTS;
    contents = new ArrayList<>();
    levels = new LevelNodes[0];
    released = true;
  }
}
