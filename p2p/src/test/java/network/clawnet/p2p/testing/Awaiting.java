package network.clawnet.p2p.testing;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads do, long enough for a machine that is busy with other things. */
public final class Awaiting {
  private static final long DEADLINE_SECONDS = 60;
  private static final long POLL_NANOS = 1_000_000;

  private Awaiting() {}

  /** Waits for a stage and returns its value; fails if it fails. */
  public static <T> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until a condition holds. */
  public static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("did not happen in time: " + what);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
