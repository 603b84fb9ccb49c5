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
  private final List<Integer> viewOf = new ArrayList<>();
  private final List<Integer> parentOf = new ArrayList<>();
  private final List<List<Integer>> blocksAt = new ArrayList<>();
  private final LongSet seen = new LongSet();
  private long[] queue = new long[1 << 16];
  private int queued;
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
    addBlock(0, -1);
    blocksAt.add(List.of(0));
    for (int view = 1; view <= views; view++) {
      List<Integer> blocks = new ArrayList<>();
      for (int parent = 0, known = viewOf.size(); parent < known; parent++) {
        for (int i = 0; i < variants[view - 1]; i++) {
          blocks.add(addBlock(view, parent));
        }
      }
      blocksAt.add(blocks);
      choices[view] = blocks.size() + 1;
      perNode *= base(view);
    }
    Arrays.setAll(mode, it -> new int[views + 1]);
  }

  Result search(long maxStates) {
    visit();
    for (int at = 0; at < queued; at++) {
      unpack(queue[at]);
      String violation = look();
      if (!violation.isEmpty() || at >= maxStates) {
        return new Result(at + 1, violation.isEmpty() ? "too many states" : violation);
      }
      expand();
    }
    return new Result(queued, "");
  }

  private int addBlock(int view, int parent) {
    viewOf.add(view);
    parentOf.add(parent);
    return viewOf.size() - 1;
  }

  /** Counts the votes of a state; returns what is wrong with it. */
  private String look() {
    notarized = new boolean[viewOf.size()];
    nullified = new boolean[views + 1];
    notarized[0] = true;
    List<Integer> finals = new ArrayList<>();
    for (int view = 1; view <= views; view++) {
      count(view, finals);
    }
    for (int one : finals) {
      if (nullified[viewOf.get(one)]) {
        return "finalization and nullification of one view";
      }
      for (int two : finals) {
        if (!descends(one, two) && !descends(two, one)) {
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
    for (int i = 0; i < blocksAt.get(view).size(); i++) {
      int notarizes = 0;
      int finalizes = 0;
      for (int[] node : mode) {
        notarizes += notarize(view, node[view]) == i + 1 ? 1 : 0;
        finalizes += finalize(view, node[view]) == i + 1 ? 1 : 0;
      }
      int block = blocksAt.get(view).get(i);
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
    for (int i = 1; i <= blocksAt.get(view).size(); i++) {
      int block = blocksAt.get(view).get(i - 1);
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
    int parent = parentOf.get(block);
    int missing = 0;
    for (int between = viewOf.get(parent) + 1; between < viewOf.get(block); between++) {
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

  private boolean descends(int ancestor, int block) {
    for (int at = block; at >= 0; at = parentOf.get(at)) {
      if (at == ancestor) {
        return true;
      }
    }
    return false;
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
    if (seen.add(state)) {
      if (queued == queue.length) {
        queue = Arrays.copyOf(queue, 2 * queued);
      }
      queue[queued++] = state;
    }
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

  /** Open addressing over values ≥ 0. */
  private static final class LongSet {
    private long[] table = new long[1 << 22];
    private int size;

    boolean add(long value) {
      if (size * 10L > table.length * 6L) {
        long[] old = table;
        table = new long[old.length * 2];
        for (long key : old) {
          if (key != 0) {
            insert(key);
          }
        }
      }
      boolean added = insert(value + 1);
      size += added ? 1 : 0;
      return added;
    }

    private boolean insert(long key) {
      int mask = table.length - 1;
      int at = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
      while (table[at] != 0) {
        if (table[at] == key) {
          return false;
        }
        at = (at + 1) & mask;
      }
      table[at] = key;
      return true;
    }
  }
}
