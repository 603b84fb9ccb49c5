package network.clawnet.core.consensus.epoch;

import java.util.Arrays;

/** The states that a search has found, each once and in the order found. Owned by one search. */
final class StateQueue {
  private static final int FULL_PERCENT = 60;

  private long[] queue = new long[1 << 16];
  private int queued;

  /** Open addressing over value + 1; 0 is a free place. */
  private long[] table = new long[1 << 20];

  /** Adds a state ≥ 0 unless it was found before. */
  void add(long state) {
    if (queued * 100L > (long) table.length * FULL_PERCENT) {
      grow();
    }
    if (insert(state + 1)) {
      if (queued == queue.length) {
        queue = Arrays.copyOf(queue, 2 * queued);
      }
      queue[queued++] = state;
    }
  }

  int size() {
    return queued;
  }

  long get(int index) {
    return queue[index];
  }

  private void grow() {
    table = new long[table.length * 2];
    for (int i = 0; i < queued; i++) {
      insert(queue[i] + 1);
    }
  }

  private boolean insert(long key) {
    int mask = table.length - 1;
    long mixed = key * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
    int at = (int) (mixed >>> 32) & mask;
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
