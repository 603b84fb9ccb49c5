package network.clawnet.core.consensus.epoch;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The voting rules with crashes, for a search of all reachable states: what a VoteBook holds after
 * a restart, the floor in memory and the one that a crash leaves, weighted quorums. Byzantine
 * weight votes freely for everything; honest nodes act in any view at any time on every certificate
 * that exists, so the real protocol does less.
 *
 * <p>A vote is first booked, then released or lost by a crash. What was released is never forgotten
 * by the others; the book is what the node itself believes.
 */
final class CrashModel {
  /** A rule broken on purpose. */
  enum Mutation {
    SEND_BEFORE_SYNC,
    FORGET_THE_LAST_VOTE,
    SIGN_WITHOUT_A_JOURNAL,
    DELETE_TO_THE_FLOOR_IN_MEMORY,
    NULLIFY_AFTER_FINALIZE
  }

  /**
   * What a search found.
   *
   * @param violation empty if all states are good
   */
  record Result(long states, String violation) {}

  /** Most blocks of one view. */
  private static final int WIDTH = 6;

  /** Fields of one view in the state of a node: the book, then what was released, as bit sets. */
  private static final int BOOK_N = 0;

  private static final int BOOK_U = 3;
  private static final int BOOK_F = 4;
  private static final int SENT_N = 7;
  private static final int SENT_U = SENT_N + WIDTH;
  private static final int SENT_F = SENT_U + 1;
  private static final int VIEW_BITS = SENT_F + WIDTH;
  private static final int BOOK_BITS = SENT_N;
  private static final int NUMBER = 7;
  private static final int MANY = (1 << WIDTH) - 1;

  /** Floors above the views, two bits each. */
  private static final int DURABLE = 60;

  private static final int MEMORY = 62;

  private final ModelBlocks blocks;
  private final int views;
  private final int[] weights;
  private final int byzantine;
  private final int total;
  private final Set<Mutation> mutations = EnumSet.noneOf(Mutation.class);
  private final StateQueue found = new StateQueue();
  private final Map<Long, Integer> numbers = new HashMap<>();
  private long[] nodeStates = new long[1 << 12];
  private final int bitsPerNode;

  private final long[] node;
  private final int[] number;
  private final boolean[] notarized;
  private final boolean[] isFinal;
  private final boolean[] nullified;
  private int acting;

  /**
   * @param byzantine weight below a third of all
   * @param weights of the honest nodes, equal ones side by side
   */
  CrashModel(ModelBlocks blocks, int views, int byzantine, int[] weights, Mutation... mutations) {
    this.blocks = blocks;
    this.views = views;
    this.byzantine = byzantine;
    this.weights = weights.clone();
    this.mutations.addAll(Arrays.asList(mutations));
    total = byzantine + Arrays.stream(weights).sum();
    bitsPerNode = 63 / weights.length;
    node = new long[weights.length];
    number = new int[weights.length];
    notarized = new boolean[blocks.count()];
    isFinal = new boolean[blocks.count()];
    nullified = new boolean[views + 1];
    notarized[0] = true;
  }

  Result search(long maxStates) {
    Arrays.fill(number, numberOf(0));
    visit();
    for (int at = 0; at < found.size(); at++) {
      unpack(found.get(at));
      count();
      String violation = look();
      if (!violation.isEmpty() || at >= maxStates) {
        return new Result(at + 1, violation.isEmpty() ? "too many states" : violation);
      }
      expand();
    }
    return new Result(found.size(), "");
  }

  private void expand() {
    for (acting = 0; acting < node.length; acting++) {
      int before = number[acting];
      boolean alike =
          acting > 0 && weights[acting] == weights[acting - 1] && before == number[acting - 1];
      if (!alike) {
        move(node[acting]);
        number[acting] = before;
      }
    }
  }

  private void move(long state) {
    for (int view = 1; view <= views; view++) {
      if (view > floor(state, MEMORY)) {
        vote(state, view);
      }
      releaseOrLose(state, view);
    }
    moveFloors(state);
    breakJournal(state);
  }

  /** R4, R6, R8 and R9. */
  private void vote(long state, int view) {
    boolean open = get(state, view, BOOK_N, NUMBER) == 0;
    boolean nullify = get(state, view, BOOK_U, 1) == 1;
    int finalize = get(state, view, BOOK_F, NUMBER);
    for (int i = 0; i < blocks.at(view).size(); i++) {
      int block = blocks.at(view).get(i);
      if (open && !nullify && finalize == 0 && fitsParent(state, block)) {
        book(state, view, BOOK_N, i + 1, 1L << (SENT_N + i));
      }
      if (finalize == 0 && !nullify && notarized[block]) {
        book(state, view, BOOK_F, i + 1, 1L << (SENT_F + i));
      }
    }
    if (!nullify && (finalize == 0 || has(Mutation.NULLIFY_AFTER_FINALIZE))) {
      book(state, view, BOOK_U, 1, 1L << SENT_U);
    }
  }

  private boolean fitsParent(long state, int block) {
    int parent = blocks.parentOf(block);
    boolean fits = notarized[parent] && blocks.viewOf(parent) >= floor(state, MEMORY);
    for (int view = blocks.viewOf(parent) + 1; view < blocks.viewOf(block); view++) {
      fits &= nullified[view];
    }
    return fits;
  }

  private void book(long state, int view, int field, int value, long sent) {
    long booked = set(state, view, field, field == BOOK_U ? 1 : NUMBER, value);
    if (has(Mutation.SEND_BEFORE_SYNC)) {
      become(state | (sent << shift(view)));
      become(booked | (sent << shift(view)));
    } else {
      become(booked);
    }
  }

  /** What is booked is synced and sent, also again after a restart; or a crash takes it before. */
  private void releaseOrLose(long state, int view) {
    int n = get(state, view, BOOK_N, NUMBER);
    if (n > 0) {
      releaseOrLose(state, view, 1L << (SENT_N + n - 1), BOOK_N, NUMBER);
    }
    if (get(state, view, BOOK_U, 1) == 1) {
      releaseOrLose(state, view, 1L << SENT_U, BOOK_U, 1);
    }
    int f = get(state, view, BOOK_F, NUMBER);
    if (f > 0) {
      releaseOrLose(state, view, 1L << (SENT_F + f - 1), BOOK_F, NUMBER);
    }
  }

  private void releaseOrLose(long state, int view, long sent, int field, int mask) {
    if (((state >>> shift(view)) & sent) == 0) {
      become(state | (sent << shift(view)));
      become(set(state, view, field, mask, 0));
    }
  }

  /** R10 raises the floor, the database follows, a crash goes back to it; D5 deletes below. */
  private void moveFloors(long state) {
    int memory = floor(state, MEMORY);
    int durable = floor(state, DURABLE);
    for (int block = 1; block < blocks.count(); block++) {
      if (isFinal[block] && blocks.viewOf(block) > memory) {
        become(floors(state, blocks.viewOf(block), durable));
      }
    }
    if (durable < memory) {
      become(floors(state, memory, memory));
      become(floors(state, durable, durable));
    }
    long kept = state;
    int upTo = has(Mutation.DELETE_TO_THE_FLOOR_IN_MEMORY) ? memory : durable;
    for (int view = 1; view <= upTo; view++) {
      kept = forget(kept, view);
    }
    become(kept);
  }

  private void breakJournal(long state) {
    if (has(Mutation.SIGN_WITHOUT_A_JOURNAL)) {
      long empty = state;
      for (int view = 1; view <= views; view++) {
        empty = forget(empty, view);
      }
      become(empty);
    }
    if (has(Mutation.FORGET_THE_LAST_VOTE)) {
      int last = views;
      while (last > 0 && get(state, last, 0, (1 << BOOK_BITS) - 1) == 0) {
        last--;
      }
      if (last > 0) {
        become(set(state, last, BOOK_N, NUMBER, 0));
        become(set(state, last, BOOK_U, 1, 0));
        become(set(state, last, BOOK_F, NUMBER, 0));
      }
    }
  }

  /** Which certificates can exist, from what was ever released. */
  private void count() {
    for (int view = 1; view <= views; view++) {
      int nullify = byzantine;
      for (int i = 0; i < node.length; i++) {
        nullify += weights[i] * get(node[i], view, SENT_U, 1);
      }
      nullified[view] = isQuorum(nullify);
      for (int i = 0; i < blocks.at(view).size(); i++) {
        int block = blocks.at(view).get(i);
        notarized[block] = isQuorum(weightOf(view, SENT_N + i));
        isFinal[block] = isQuorum(weightOf(view, SENT_F + i));
      }
    }
  }

  private int weightOf(int view, int bit) {
    int weight = byzantine;
    for (int i = 0; i < node.length; i++) {
      weight += weights[i] * get(node[i], view, bit, 1);
    }
    return weight;
  }

  private String look() {
    for (long each : node) {
      for (int view = 1; view <= views; view++) {
        boolean nullify = get(each, view, SENT_U, 1) == 1;
        int finalized = Integer.bitCount(get(each, view, SENT_F, MANY));
        if (Integer.bitCount(get(each, view, SENT_N, MANY)) > 1
            || finalized > 1
            || (nullify && finalized == 1)) {
          return "evidence against an honest node";
        }
      }
    }
    for (int one = 1; one < isFinal.length; one++) {
      if (isFinal[one] && nullified[blocks.viewOf(one)]) {
        return "finalization and nullification of one view";
      }
      for (int two = 1; isFinal[one] && two < one; two++) {
        if (isFinal[two] && !blocks.descends(one, two) && !blocks.descends(two, one)) {
          return "two histories are final";
        }
      }
    }
    return "";
  }

  private boolean isQuorum(int weight) {
    return 3 * weight > 2 * total;
  }

  private boolean has(Mutation mutation) {
    return mutations.contains(mutation);
  }

  private static int shift(int view) {
    return (view - 1) * VIEW_BITS;
  }

  private static int get(long state, int view, int field, int mask) {
    return (int) (state >>> (shift(view) + field)) & mask;
  }

  private static long set(long state, int view, int field, int mask, int value) {
    int at = shift(view) + field;
    return (state & ~((long) mask << at)) | ((long) value << at);
  }

  private static long forget(long state, int view) {
    return set(state, view, 0, (1 << BOOK_BITS) - 1, 0);
  }

  private static int floor(long state, int which) {
    return (int) (state >>> which) & 3;
  }

  private static long floors(long state, int memory, int durable) {
    long views = state & ((1L << DURABLE) - 1);
    return views | ((long) memory << MEMORY) | ((long) durable << DURABLE);
  }

  private void become(long state) {
    number[acting] = numberOf(state);
    visit();
  }

  private int numberOf(long state) {
    Integer known = numbers.get(state);
    if (known != null) {
      return known;
    }
    int next = numbers.size();
    if (next == nodeStates.length) {
      nodeStates = Arrays.copyOf(nodeStates, 2 * next);
    }
    nodeStates[next] = state;
    numbers.put(state, next);
    return next;
  }

  /** Finds the present state; honest nodes of one weight are interchangeable. */
  private void visit() {
    int[] sorted = number.clone();
    for (int i = 1; i < sorted.length; i++) {
      for (int j = i; j > 0 && weights[j] == weights[j - 1] && sorted[j] < sorted[j - 1]; j--) {
        int higher = sorted[j - 1];
        sorted[j - 1] = sorted[j];
        sorted[j] = higher;
      }
    }
    long state = 0;
    for (int each : sorted) {
      state = (state << bitsPerNode) | each;
    }
    found.add(state);
  }

  private void unpack(long state) {
    long left = state;
    for (int i = number.length - 1; i >= 0; i--) {
      number[i] = (int) (left & ((1L << bitsPerNode) - 1));
      node[i] = nodeStates[number[i]];
      left >>>= bitsPerNode;
    }
  }
}
