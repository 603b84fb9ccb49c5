package network.clawnet.core.consensus.epoch;

import java.util.ArrayList;
import java.util.List;

/**
 * What can be voted on around the end of an epoch. Every new block of the first epoch ends it, a
 * rival one may come in each view; on such a block leaders may only propose it again, in another
 * view. The second epoch starts from any of them.
 */
final class EpochTuples {
  /**
   * What a NOTARIZE or FINALIZE names.
   *
   * @param parent number of the tuple of the parent view; -1 for a start block
   * @param start block that the second epoch started from; -1 in the first
   */
  record Tuple(int epoch, int view, int parent, int block, int start) {}

  private final boolean anythingFollows;
  private final boolean startAgain;
  private final List<Tuple> tuples = new ArrayList<>();
  private final List<List<Integer>> bySlot = new ArrayList<>();
  private final List<Integer> parentOf = new ArrayList<>();
  private final List<Boolean> last = new ArrayList<>();
  private final int firstViews;

  /**
   * @param anythingFollows whether a last block may get children in its own epoch
   * @param startAgain whether the second epoch proposes its start block again, and nothing else
   */
  EpochTuples(int firstViews, int secondViews, boolean anythingFollows, boolean startAgain) {
    this.firstViews = firstViews;
    this.anythingFollows = anythingFollows;
    this.startAgain = startAgain;
    for (int i = 0; i < firstViews + secondViews; i++) {
      bySlot.add(new ArrayList<>());
    }
    int start = addBlock(-1, false);
    tuples.add(new Tuple(0, 0, -1, start, -1));
    for (int view = 1; view <= firstViews; view++) {
      for (int parent = 0, known = tuples.size(); parent < known; parent++) {
        propose(view, parent);
      }
    }
    for (int block : lastBlocks()) {
      addSecondEpoch(block, secondViews);
    }
  }

  private void propose(int view, int parent) {
    int block = tuples.get(parent).block();
    if (last.get(block)) {
      add(new Tuple(0, view, parent, block, -1));
    }
    if (!last.get(block) || anythingFollows) {
      add(new Tuple(0, view, parent, addBlock(block, !last.get(block)), -1));
    }
  }

  private void addSecondEpoch(int start, int views) {
    List<Integer> known = new ArrayList<>();
    known.add(tuples.size());
    tuples.add(new Tuple(1, 0, -1, start, start));
    for (int view = 1; view <= views; view++) {
      for (int parent : List.copyOf(known)) {
        int block = tuples.get(parent).block();
        boolean again = startAgain && block == start;
        known.add(tuples.size());
        add(new Tuple(1, view, parent, again ? block : addBlock(block, false), start));
      }
    }
  }

  private void add(Tuple tuple) {
    bySlot.get(slot(tuple.epoch(), tuple.view())).add(tuples.size());
    tuples.add(tuple);
  }

  private int addBlock(int parent, boolean isLast) {
    parentOf.add(parent);
    last.add(isLast);
    return parentOf.size() - 1;
  }

  /** Returns the place of a view ≥ 1 among the views of both epochs. */
  int slot(int epoch, int view) {
    return epoch * firstViews + view - 1;
  }

  int slots() {
    return bySlot.size();
  }

  int epochOf(int slot) {
    return slot < firstViews ? 0 : 1;
  }

  int viewOf(int slot) {
    return slot < firstViews ? slot + 1 : slot - firstViews + 1;
  }

  int count() {
    return tuples.size();
  }

  Tuple get(int number) {
    return tuples.get(number);
  }

  /** Returns the tuples of a view; a tuple's place in it is its number among them. */
  List<Integer> at(int slot) {
    return bySlot.get(slot);
  }

  int blocks() {
    return parentOf.size();
  }

  boolean isLast(int block) {
    return last.get(block);
  }

  int parentOf(int block) {
    return parentOf.get(block);
  }

  List<Integer> lastBlocks() {
    List<Integer> out = new ArrayList<>();
    for (int block = 0; block < last.size(); block++) {
      if (last.get(block)) {
        out.add(block);
      }
    }
    return out;
  }

  boolean descends(int ancestor, int block) {
    int one = block;
    while (one >= 0 && one != ancestor) {
      one = parentOf.get(one);
    }
    return one == ancestor;
  }
}
