package network.clawnet.core.testing.sim;

import java.util.PriorityQueue;

/** Virtual time: what happens next, by time, then by order of planning. */
final class Agenda {
  static final long MS = 1_000_000;

  private record Due(long at, long order, Runnable action) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private long now;
  private long planned;

  /** Returns nanoseconds since the start of the schedule. */
  long now() {
    return now;
  }

  void in(long delayNs, Runnable action) {
    at(now + delayNs, action);
  }

  void at(long timeNs, Runnable action) {
    due.add(new Due(Math.max(now, timeNs), planned++, action));
  }

  /** Runs the next event; returns false if there is none before {@code endNs}. */
  boolean runNext(long endNs) {
    Due next = due.peek();
    if (next == null || next.at >= endNs) {
      now = Math.max(now, endNs);
      return false;
    }
    due.poll();
    now = next.at;
    next.action.run();
    return true;
  }
}
