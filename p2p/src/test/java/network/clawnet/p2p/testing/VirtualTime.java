package network.clawnet.p2p.testing;

import java.util.PriorityQueue;

/** A clock that jumps from event to event: by time, then by order of planning. One thread. */
public final class VirtualTime {
  private record Due(long at, long order, Runnable action) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private long nowMillis;
  private long planned;

  /** Returns milliseconds since the start of the run. */
  public long nowMillis() {
    return nowMillis;
  }

  /** Plans the action; a delay of 0 runs it after everything already planned for now. */
  public void in(long delayMillis, Runnable action) {
    at(nowMillis + delayMillis, action);
  }

  /** Plans the action for that instant, or for now if it has passed. */
  public void at(long millis, Runnable action) {
    due.add(new Due(Math.max(nowMillis, millis), planned++, action));
  }

  /** Plans the action every {@code periodMillis}, first after {@code firstMillis}, for ever. */
  public void every(long firstMillis, long periodMillis, Runnable action) {
    in(
        firstMillis,
        () -> {
          action.run();
          every(periodMillis, periodMillis, action);
        });
  }

  /** Runs the next event; false, and the clock at {@code endMillis}, if none is due before it. */
  public boolean runNext(long endMillis) {
    Due next = due.peek();
    if (next == null || next.at >= endMillis) {
      nowMillis = Math.max(nowMillis, endMillis);
      return false;
    }
    due.poll();
    nowMillis = next.at;
    next.action.run();
    return true;
  }
}
