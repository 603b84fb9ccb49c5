package network.clawnet.daemon.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What was spent within the last 24 hours, in steps of a second: all of a second's spending leaves
 * the window together, 24 hours after the last of it. So it is exact for amounts in seconds of
 * their own, never frees anything early, and has at most 86 401 steps. One owner at a time.
 */
final class RollingDay {
  static final long DAY_MILLIS = 24 * 60 * 60 * 1_000L;

  private static final long STEP_MILLIS = 1_000;

  private final TreeMap<Long, Step> steps = new TreeMap<>();
  private long used;

  /** One second's spending. */
  static final class Step {
    private final long second;
    private long last;
    private long counted;
    private long recorded;

    private Step(long second) {
      this.second = second;
    }

    long second() {
      return second;
    }

    /** Returns the time of the last spending in this second, epoch milliseconds. */
    long last() {
      return last;
    }

    /** Returns the part that is on disk or about to be. */
    long recorded() {
      return recorded;
    }
  }

  /** Takes over what was on disk. */
  void load(long second, long last, long amount) {
    Step step = steps.computeIfAbsent(second, Step::new);
    step.last = Math.max(step.last, last);
    step.counted += amount;
    step.recorded += amount;
    used += amount;
  }

  /** Forgets what is 24 hours old or older; returns the seconds that are gone. */
  List<Long> expire(long now) {
    List<Long> gone = new ArrayList<>();
    while (!steps.isEmpty() && steps.firstEntry().getValue().last + DAY_MILLIS <= now) {
      used -= steps.firstEntry().getValue().counted;
      gone.add(steps.pollFirstEntry().getKey());
    }
    return gone;
  }

  long used() {
    return used;
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  /**
   * Returns when so much will have left the window that the amount fits, epoch milliseconds.
   *
   * @param amount at most {@code limit}, and too much for now
   */
  long freeAt(long amount, long limit) {
    long over = used - (limit - amount);
    for (Step step : steps.values()) {
      over -= step.counted;
      if (over <= 0) {
        return step.last + DAY_MILLIS;
      }
    }
    throw new IllegalStateException("the amount fits into an empty window");
  }

  Step count(long now, long amount) {
    Step step = steps.computeIfAbsent(now / STEP_MILLIS, Step::new);
    step.last = Math.max(step.last, now);
    step.counted += amount;
    used += amount;
    return step;
  }

  void undo(Step step, long amount) {
    step.counted -= amount;
    if (steps.get(step.second) == step) {
      used -= amount;
      if (step.counted == 0) {
        steps.remove(step.second);
      }
    }
  }

  void record(Step step, long amount) {
    step.recorded += amount;
  }
}
