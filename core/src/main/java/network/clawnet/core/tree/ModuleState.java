package network.clawnet.core.tree;

import network.clawnet.core.tree.node.Geometry;
import network.clawnet.core.tree.node.NodeHasher;

/** One module at one moment: the committed state or a delta above it. */
interface ModuleState {
  Geometry geometry();

  long entries();

  /**
   * Returns the bucket that starts there, empty where there is none. Not to be changed.
   *
   * @throws java.io.UncheckedIOException if the store fails or its bytes are damaged
   */
  byte[] content(int start);

  /**
   * Writes the hash of a node.
   *
   * @param level path bits after the module byte that the node's leaves share
   * @return its kind; {@link NodeHasher#EMPTY} below the buckets
   */
  byte node(int level, int position, byte[] out, int at);
}
