package network.clawnet.core.consensus.epoch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The voting rules R4, R6, R8, R9 alone, for a search of all reachable states: four validators of
 * weight 1, one of them Byzantine with every vote always available. Honest ones may act in any view
 * at any time on anything that any quorum has made, so the real protocol does less.
 */
final class SimplexModel {
  /** A rule broken on purpose. */
  enum Mutation {
    FINALIZE_AFTER_NULLIFY,
    NULLIFY_AFTER_FINALIZE,
    SKIP_ONE_VIEW,
    NO_PARENT_CERTIFICATE,
    NOTARIZE_TWICE,
    NOTARIZE_AFTER_NULLIFY,
    QUORUM_OF_TWO
  }

  /**
   * What a search found.
   *
   * @param violation empty if all states are good
   */
  record Result(long states, String violation) {}

  private static final int HONEST = 3;

  private final int views;
  private final Set<Mutation> mutations;
  private final int honestVotesNeeded;
  private final int[] choices;
  private final ModelBlocks blocks;
  private final StateQueue found = new StateQueue();
  private final int[][] mode = new int[HONEST][];
  private long perNode = 1;

  private boolean[] notarized = {};
  private boolean[] nullified = {};

  /**
   * @param variants number of rival blocks per parent in each view
   */
  SimplexModel(int[] variants, Mutation... mutations) {
    views = variants.length;
    choices = new int[views + 1];
    this.mutations = EnumSet.noneOf(Mutation.class);
    this.mutations.addAll(Arrays.asList(mutations));
    honestVotesNeeded = this.mutations.contains(Mutation.QUORUM_OF_TWO) ? 1 : 2;
    blocks = new ModelBlocks(variants);
    for (int view = 1; view <= views; view++) {
      choices[view] = blocks.at(view).size() + 1;
      perNode *= base(view);
    }
    Arrays.setAll(mode, it -> new int[views + 1]);
  }

  Result search(long maxStates) {
    visit();
    for (int at = 0; at < found.size(); at++) {
      unpack(found.get(at));
      String violation = look();
      if (!violation.isEmpty() || at >= maxStates) {
        return new Result(at + 1, violation.isEmpty() ? "too many states" : violation);
      }
      expand();
    }
    return new Result(found.size(), "");
  }

  /** Counts the votes of a state; returns what is wrong with it. */
  private String look() {
    notarized = new boolean[blocks.count()];
    nullified = new boolean[views + 1];
    notarized[0] = true;
    List<Integer> finals = new ArrayList<>();
    for (int view = 1; view <= views; view++) {
      count(view, finals);
    }
    for (int one : finals) {
      if (nullified[blocks.viewOf(one)]) {
        return "finalization and nullification of one view";
      }
      for (int two : finals) {
        if (!blocks.descends(one, two) && !blocks.descends(two, one)) {
          return "two histories are final";
        }
      }
    }
    return "";
  }

  private void count(int view, List<Integer> finals) {
    int nullifies = 0;
    for (int[] node : mode) {
      nullifies += nullify(view, node[view]);
    }
    nullified[view] = nullifies >= honestVotesNeeded;
    for (int i = 0; i < blocks.at(view).size(); i++) {
      int notarizes = 0;
      int finalizes = 0;
      for (int[] node : mode) {
        notarizes += notarize(view, node[view]) == i + 1 ? 1 : 0;
        finalizes += finalize(view, node[view]) == i + 1 ? 1 : 0;
      }
      int block = blocks.at(view).get(i);
      notarized[block] = notarizes >= honestVotesNeeded;
      if (finalizes >= honestVotesNeeded) {
        finals.add(block);
      }
    }
  }

  private void expand() {
    for (int[] node : mode) {
      for (int view = 1; view <= views; view++) {
        act(node, view);
      }
    }
  }

  private void act(int[] node, int view) {
    int before = node[view];
    int n = notarize(view, before);
    int u = nullify(view, before);
    int f = finalize(view, before);
    for (int i = 1; i <= blocks.at(view).size(); i++) {
      int block = blocks.at(view).get(i - 1);
      if (n != i && mayNotarize(n, u, f, block)) {
        become(node, view, encode(view, i, u, f));
      }
      if (f == 0 && (u == 0 || has(Mutation.FINALIZE_AFTER_NULLIFY)) && notarized[block]) {
        become(node, view, encode(view, n, u, i));
      }
    }
    if (u == 0 && (f == 0 || has(Mutation.NULLIFY_AFTER_FINALIZE))) {
      become(node, view, encode(view, n, 1, f));
    }
    node[view] = before;
  }

  private boolean mayNotarize(int n, int u, int f, int block) {
    int parent = blocks.parentOf(block);
    int missing = 0;
    for (int between = blocks.viewOf(parent) + 1; between < blocks.viewOf(block); between++) {
      missing += nullified[between] ? 0 : 1;
    }
    return (n == 0 || has(Mutation.NOTARIZE_TWICE))
        && (u == 0 || has(Mutation.NOTARIZE_AFTER_NULLIFY))
        && f == 0
        && (notarized[parent] || has(Mutation.NO_PARENT_CERTIFICATE))
        && missing <= (has(Mutation.SKIP_ONE_VIEW) ? 1 : 0);
  }

  private boolean has(Mutation mutation) {
    return mutations.contains(mutation);
  }

  private void become(int[] node, int view, int to) {
    node[view] = to;
    visit();
  }

  private long base(int view) {
    return 2L * choices[view] * choices[view];
  }

  private int encode(int view, int n, int u, int f) {
    return (n * 2 + u) * choices[view] + f;
  }

  private int notarize(int view, int code) {
    return code / (2 * choices[view]);
  }

  private int nullify(int view, int code) {
    return code / choices[view] % 2;
  }

  private int finalize(int view, int code) {
    return code % choices[view];
  }

  /** Queues the present state unless it was seen; honest nodes are interchangeable. */
  private void visit() {
    long[] packed = new long[HONEST];
    for (int i = 0; i < HONEST; i++) {
      for (int view = 1; view <= views; view++) {
        packed[i] = packed[i] * base(view) + mode[i][view];
      }
    }
    Arrays.sort(packed);
    long state = (packed[0] * perNode + packed[1]) * perNode + packed[2];
    found.add(state);
  }

  private void unpack(long state) {
    long left = state;
    for (int i = HONEST - 1; i >= 0; i--) {
      long node = left % perNode;
      left /= perNode;
      for (int view = views; view >= 1; view--) {
        mode[i][view] = (int) (node % base(view));
        node /= base(view);
      }
    }
  }
}
