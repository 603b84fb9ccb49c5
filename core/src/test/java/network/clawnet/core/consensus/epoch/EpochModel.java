package network.clawnet.core.consensus.epoch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.clawnet.core.consensus.epoch.EpochTuples.Tuple;

/**
 * The stop rule at the end of an epoch, for a search of all reachable states: two epochs with sets
 * of their own, of validators with weight 1, and at most one liar in each with every vote always
 * available. Honest ones know every certificate that exists and act in any order. Crashes need no
 * states here: {@link CrashModel} shows that they only delay or lose votes that nobody saw.
 */
final class EpochModel {
  /** A rule broken on purpose. */
  enum Mutation {
    ENTER_ON_NOTARIZATION,
    NEW_BLOCK_AFTER_THE_LAST,
    OLD_VOTES_COUNT,
    SIGN_ON_AFTER_ENTERING,
    REPROPOSE_WITHOUT_CERTIFICATE,
    REPROPOSE_OVER_OPEN_VIEWS,
    FINALIZE_VOTES_SUMMED_OVER_VIEWS,
    REPROPOSE_THE_START_BLOCK
  }

  /**
   * Who is in which set.
   *
   * @param first honest members of the first set alone
   * @param both honest members of both
   * @param second honest members of the second set alone
   */
  record Sets(int first, int both, int second, int firstLiars, int secondLiars) {
    int honest() {
      return first + both + second;
    }

    boolean has(int epoch, int node) {
      return epoch == 0 ? node < first + both : node >= first;
    }

    private boolean isQuorum(int epoch, int votes) {
      return epoch == 0
          ? 3 * (votes + firstLiars) > 2 * (first + both + firstLiars)
          : 3 * (votes + secondLiars) > 2 * (both + second + secondLiars);
    }

    private int role(int node) {
      return node < first ? 0 : node < first + both ? 1 : 2;
    }

    /** Enough for the states of a node with a role in the searches of the test. */
    private int bits(int node) {
      return role(node) == 0 ? 11 : role(node) == 2 ? 12 : both > 2 ? 21 : 19;
    }
  }

  /**
   * What a search found.
   *
   * @param grown states with a final new block of the second epoch
   * @param violation empty if all states are good
   */
  record Result(long states, long grown, String violation) {}

  private static final int SLOT_BITS = 8;
  private static final int VOTE = 15;
  private static final int NULLIFY = 1;

  /** A FINALIZE of the tuple with place i is i + 2. */
  private static final int FINALIZE = 2;

  private static final int ENTERED = 60;

  private final Sets sets;
  private final EpochTuples tuples;
  private final List<Integer> lastBlocks;
  private final Set<Mutation> mutations = EnumSet.noneOf(Mutation.class);
  private final StateQueue found = new StateQueue();

  /** States of a node, by role; a search knows them by number. */
  private final List<Map<Long, Integer>> numbers =
      List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());

  private final List<List<Long>> nodeStates =
      List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

  private final long[] node;
  private final int[] number;
  private final boolean[] notarized;
  private final boolean[] finalized;
  private final boolean[] nullified;
  private final boolean[] isFinal;
  private int acting;

  EpochModel(Sets sets, int firstViews, int secondViews, Mutation... mutations) {
    this.sets = sets;
    this.mutations.addAll(Arrays.asList(mutations));
    tuples =
        new EpochTuples(
            firstViews,
            secondViews,
            has(Mutation.NEW_BLOCK_AFTER_THE_LAST),
            has(Mutation.REPROPOSE_THE_START_BLOCK));
    lastBlocks = tuples.lastBlocks();
    node = new long[sets.honest()];
    number = new int[sets.honest()];
    notarized = new boolean[tuples.count()];
    finalized = new boolean[tuples.count()];
    nullified = new boolean[tuples.slots()];
    isFinal = new boolean[tuples.blocks()];
  }

  Result search(long maxStates) {
    for (acting = 0; acting < number.length; acting++) {
      number[acting] = numberOf(0);
    }
    visit();
    long grown = 0;
    for (int at = 0; at < found.size(); at++) {
      unpack(found.get(at));
      count();
      String violation = look();
      if (!violation.isEmpty() || at >= maxStates) {
        return new Result(at + 1, grown, violation.isEmpty() ? "too many states" : violation);
      }
      grown += hasGrown() ? 1 : 0;
      expand();
    }
    return new Result(found.size(), grown, "");
  }

  private void expand() {
    for (acting = 0; acting < node.length; acting++) {
      int before = number[acting];
      boolean alike =
          acting > 0 && sets.role(acting) == sets.role(acting - 1) && before == number[acting - 1];
      if (!alike) {
        move(node[acting]);
        number[acting] = before;
      }
    }
  }

  private void move(long state) {
    int entered = entered(state);
    boolean first = entered == 0 || has(Mutation.SIGN_ON_AFTER_ENTERING);
    for (int slot = 0; slot < tuples.slots(); slot++) {
      int epoch = tuples.epochOf(slot);
      if (sets.has(epoch, acting) && (epoch == 0 ? first : entered > 0)) {
        vote(state, slot);
      }
    }
    for (int i = 0; entered == 0 && sets.has(1, acting) && i < lastBlocks.size(); i++) {
      if (mayEnter(lastBlocks.get(i))) {
        become(state | ((long) (i + 1) << ENTERED));
      }
    }
  }

  private void vote(long state, int slot) {
    int other = other(state, slot);
    for (int i = 0; i < tuples.at(slot).size(); i++) {
      int tuple = tuples.at(slot).get(i);
      boolean here =
          tuples.epochOf(slot) == 0
              || tuples.get(tuple).start() == lastBlocks.get(entered(state) - 1);
      if (here && other == 0 && notarize(state, slot) == 0 && fitsParent(tuple)) {
        become(state | ((long) (i + 1) << (slot * SLOT_BITS)));
      }
      if (here && other == 0 && notarized[tuple]) {
        become(state | ((long) (i + FINALIZE) << (slot * SLOT_BITS + 4)));
      }
    }
    if (other == 0) {
      become(state | ((long) NULLIFY << (slot * SLOT_BITS + 4)));
    }
  }

  private boolean fitsParent(int number) {
    Tuple tuple = tuples.get(number);
    Tuple parent = tuples.get(tuple.parent());
    boolean again = parent.view() > 0 && parent.block() == tuple.block();
    boolean certified =
        parent.view() == 0 || notarized[tuple.parent()] || finalized[tuple.parent()];
    boolean fits = certified || (again && has(Mutation.REPROPOSE_WITHOUT_CERTIFICATE));
    for (int view = parent.view() + 1; view < tuple.view(); view++) {
      fits &=
          nullified[tuples.slot(tuple.epoch(), view)]
              || (again && has(Mutation.REPROPOSE_OVER_OPEN_VIEWS));
    }
    return fits;
  }

  private boolean mayEnter(int block) {
    boolean may = false;
    for (int i = 0; i < tuples.count(); i++) {
      Tuple tuple = tuples.get(i);
      boolean ends = tuple.epoch() == 0 && tuple.view() > 0 && tuple.block() == block;
      may |= ends && (finalized[i] || (has(Mutation.ENTER_ON_NOTARIZATION) && notarized[i]));
    }
    return may;
  }

  /** Which certificates can exist. */
  private void count() {
    for (int slot = 0; slot < tuples.slots(); slot++) {
      nullified[slot] = isQuorum(slot, NULLIFY);
      for (int i = 0; i < tuples.at(slot).size(); i++) {
        int tuple = tuples.at(slot).get(i);
        notarized[tuple] = isNotarized(slot, i + 1);
        finalized[tuple] = isQuorum(slot, i + FINALIZE);
      }
    }
    if (has(Mutation.FINALIZE_VOTES_SUMMED_OVER_VIEWS)) {
      sumFinalizes();
    }
    Arrays.fill(isFinal, false);
    for (int i = 0; i < tuples.count(); i++) {
      Tuple tuple = tuples.get(i);
      isFinal[tuple.block()] |= tuple.view() > 0 && finalized[i];
    }
  }

  private boolean isNotarized(int slot, int vote) {
    int votes = 0;
    for (int i = 0; i < node.length; i++) {
      boolean member = sets.has(tuples.epochOf(slot), i);
      votes += member && notarize(node[i], slot) == vote ? 1 : 0;
    }
    return sets.isQuorum(tuples.epochOf(slot), votes);
  }

  private boolean isQuorum(int slot, int vote) {
    int epoch = tuples.epochOf(slot);
    int view = tuples.viewOf(slot);
    boolean old = has(Mutation.OLD_VOTES_COUNT) && epoch == 1 && vote == NULLIFY;
    int votes = 0;
    for (int i = 0; i < node.length; i++) {
      boolean votedBefore =
          old
              && tuples.epochOf(view - 1) == 0
              && sets.has(0, i)
              && other(node[i], tuples.slot(0, view)) == vote;
      votes += votedBefore || (sets.has(epoch, i) && other(node[i], slot) == vote) ? 1 : 0;
    }
    return sets.isQuorum(epoch, votes);
  }

  private void sumFinalizes() {
    boolean[] summed = new boolean[tuples.blocks()];
    for (int block = 0; block < summed.length; block++) {
      int votes = 0;
      for (long each : node) {
        votes += finalizedAnywhere(each, block) ? 1 : 0;
      }
      summed[block] = sets.isQuorum(0, votes);
    }
    for (int i = 0; i < tuples.count(); i++) {
      finalized[i] |= tuples.get(i).view() > 0 && summed[tuples.get(i).block()];
    }
  }

  private boolean finalizedAnywhere(long state, int block) {
    for (int slot = 0; slot < tuples.slots(); slot++) {
      int vote = other(state, slot) - FINALIZE;
      if (vote >= 0 && tuples.get(tuples.at(slot).get(vote)).block() == block) {
        return true;
      }
    }
    return false;
  }

  private String look() {
    for (int one = 1; one < isFinal.length; one++) {
      for (int two = 1; isFinal[one] && two < one; two++) {
        if (isFinal[two] && !tuples.descends(one, two) && !tuples.descends(two, one)) {
          return "two histories are final";
        }
      }
    }
    for (int slot = 0; slot < nullified.length; slot++) {
      for (int tuple : tuples.at(slot)) {
        boolean both = nullified[slot] && finalized[tuple];
        if (both && !has(Mutation.FINALIZE_VOTES_SUMMED_OVER_VIEWS)) {
          return "finalization and nullification of one view";
        }
      }
    }
    return "";
  }

  private boolean hasGrown() {
    for (int block = 1; block < isFinal.length; block++) {
      if (isFinal[block] && tuples.isLast(tuples.parentOf(block))) {
        return true;
      }
    }
    return false;
  }

  private boolean has(Mutation mutation) {
    return mutations.contains(mutation);
  }

  /** Returns the place of the notarized tuple plus 1, or 0. */
  private static int notarize(long state, int slot) {
    return (int) (state >>> (slot * SLOT_BITS)) & VOTE;
  }

  private static int other(long state, int slot) {
    return (int) (state >>> (slot * SLOT_BITS + 4)) & VOTE;
  }

  private static int entered(long state) {
    return (int) (state >>> ENTERED);
  }

  private void become(long state) {
    number[acting] = numberOf(state);
    visit();
  }

  private int numberOf(long state) {
    List<Long> states = nodeStates.get(sets.role(acting));
    Integer known = numbers.get(sets.role(acting)).putIfAbsent(state, states.size());
    if (known != null) {
      return known;
    }
    if (states.size() >> sets.bits(acting) > 0) {
      throw new IllegalStateException("a node has too many states");
    }
    states.add(state);
    return states.size() - 1;
  }

  /** Finds the present state; nodes of one role are interchangeable. */
  private void visit() {
    int[] sorted = number.clone();
    for (int i = 1; i < sorted.length; i++) {
      for (int j = i; j > 0 && sets.role(j) == sets.role(j - 1) && sorted[j] < sorted[j - 1]; j--) {
        int higher = sorted[j - 1];
        sorted[j - 1] = sorted[j];
        sorted[j] = higher;
      }
    }
    long state = 0;
    for (int i = 0; i < sorted.length; i++) {
      state = (state << sets.bits(i)) | sorted[i];
    }
    found.add(state);
  }

  private void unpack(long state) {
    long left = state;
    for (int i = number.length - 1; i >= 0; i--) {
      number[i] = (int) (left & ((1L << sets.bits(i)) - 1));
      node[i] = nodeStates.get(sets.role(i)).get(number[i]);
      left >>>= sets.bits(i);
    }
  }
}
