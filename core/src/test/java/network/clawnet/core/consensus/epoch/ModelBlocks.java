package network.clawnet.core.consensus.epoch;

import java.util.ArrayList;
import java.util.List;

/** All blocks that some views can hold: in each view a number of rivals on each earlier block. */
final class ModelBlocks {
  private final List<Integer> viewOf = new ArrayList<>();
  private final List<Integer> parentOf = new ArrayList<>();
  private final List<List<Integer>> at = new ArrayList<>();

  /**
   * @param variants number of rival blocks per parent in each view
   */
  ModelBlocks(int... variants) {
    add(0, -1);
    at.add(List.of(0));
    for (int view = 1; view <= variants.length; view++) {
      List<Integer> blocks = new ArrayList<>();
      for (int parent = 0, known = viewOf.size(); parent < known; parent++) {
        for (int i = 0; i < variants[view - 1]; i++) {
          blocks.add(add(view, parent));
        }
      }
      at.add(blocks);
    }
  }

  private int add(int view, int parent) {
    viewOf.add(view);
    parentOf.add(parent);
    return viewOf.size() - 1;
  }

  /** Returns the number of blocks; block 0 is the start block, of view 0. */
  int count() {
    return viewOf.size();
  }

  int viewOf(int block) {
    return viewOf.get(block);
  }

  /** Returns -1 for the start block. */
  int parentOf(int block) {
    return parentOf.get(block);
  }

  /** Returns the blocks of a view; a block's place in it is its number among them. */
  List<Integer> at(int view) {
    return at.get(view);
  }

  boolean descends(int ancestor, int block) {
    int one = block;
    while (one >= 0 && one != ancestor) {
      one = parentOf.get(one);
    }
    return one == ancestor;
  }
}
