package network.clawnet.core.chain.branch;

import network.clawnet.core.block.Header;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.state.StateView;
import network.clawnet.core.tree.StateTree;
import network.clawnet.core.tree.TreeDelta;
import org.jspecify.annotations.Nullable;

/**
 * What a block can be built on: the head, or an executed block above it, each with its header and
 * the state after it. Ledger thread.
 */
final class Parents {
  private final StateTree tree;
  private final Branches branches;
  private Hash head;
  private Header headHeader;

  /**
   * Begins at a head.
   *
   * @param tree the state after the head, also after {@link #settled}
   */
  Parents(StateTree tree, Branches branches, Hash head, Header headHeader) {
    this.tree = tree;
    this.branches = branches;
    this.head = head;
    this.headHeader = headHeader;
  }

  /** That block is the head now. */
  void settled(Hash hash, Header header) {
    head = hash;
    headHeader = header;
  }

  Hash head() {
    return head;
  }

  Header headHeader() {
    return headHeader;
  }

  boolean knows(Hash block) {
    return block.equals(head) || branches.find(block) != null;
  }

  /** Returns the header of a block, that of the head if the block is not known. */
  Header header(Hash block) {
    Branch branch = branches.find(block);
    return branch == null ? headHeader : branch.block().header();
  }

  /**
   * Returns the state after a block.
   *
   * @throws IllegalStateException if the block is not known
   */
  StateView view(Hash block) {
    TreeDelta state = state(block);
    return state == null ? tree : state.view();
  }

  /**
   * Returns how the state after a block differs from the head's; null for the head itself.
   *
   * @throws IllegalStateException if the block is not known
   */
  @Nullable TreeDelta state(Hash block) {
    if (block.equals(head)) {
      return null;
    }
    Branch branch = branches.find(block);
    if (branch == null) {
      throw new IllegalStateException("the parent " + block.shortHex() + " was never executed");
    }
    return branch.state();
  }
}
