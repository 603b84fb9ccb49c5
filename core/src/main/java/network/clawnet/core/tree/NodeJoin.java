package network.clawnet.core.tree;

import network.clawnet.core.crypto.Hash;

/** Hashes one level of the tree from the changed nodes of the level below. */
final class NodeJoin {
  private NodeJoin() {}

  /**
   * Appends the parents of all changed children; the unchanged sibling of a child comes from the
   * state before.
   *
   * @param level of the children, at least 1
   */
  static void parents(
      LevelNodes children, int level, ModuleState prior, LevelNodes parents, NodeHasher hasher) {
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
      int parent = parents.append(leftPosition >>> 1);
      int at = parent * Hash.BYTES;
      parents.kind(parent, hasher.join(frame, 0, leftKind, rightKind, parents.hashes(), at));
    }
  }
}
