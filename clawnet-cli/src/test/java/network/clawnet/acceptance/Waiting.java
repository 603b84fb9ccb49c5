package network.clawnet.acceptance;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for something that another process does, never longer than a limit. */
final class Waiting {
  private static final Duration POLL = Duration.ofMillis(10);

  private Waiting() {}

  /** Something that becomes true. */
  interface Condition {
    boolean holds() throws IOException;
  }

  /** Returns as soon as the condition holds; fails after the limit with what {@code story} says. */
  static void until(Duration limit, Condition condition, Supplier<String> story) {
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      while (!condition.holds()) {
        if (System.nanoTime() - deadline > 0) {
          throw new AssertionError("not within " + limit.toSeconds() + " s: " + story.get());
        }
        LockSupport.parkNanos(POLL.toNanos());
      }
    } catch (IOException e) {
      throw new AssertionError(story.get(), e);
    }
  }
}
