package network.clawnet.p2p.service;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import network.clawnet.core.port.Registration;

/** A thread with a clock. After {@link #close} tasks are dropped. */
public final class ThreadLoop implements Loop, AutoCloseable {
  private static final long NANOS_PER_MICRO = 1_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final ScheduledThreadPoolExecutor executor;
  private final Consumer<Throwable> bugs;
  private final long startNanos = System.nanoTime();
  private volatile long threadId = -1;

  /**
   * Starts the thread.
   *
   * @param bugs hears of unchecked exceptions of tasks; the loop goes on
   */
  public ThreadLoop(String name, Consumer<Throwable> bugs) {
    this.bugs = bugs;
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    execute(() -> threadId = Thread.currentThread().getId());
  }

  @Override
  public long nowMillis() {
    return (System.nanoTime() - startNanos) / NANOS_PER_MILLI;
  }

  @Override
  public long nowMicros() {
    return (System.nanoTime() - startNanos) / NANOS_PER_MICRO;
  }

  @Override
  public boolean inLoop() {
    return Thread.currentThread().getId() == threadId;
  }

  @Override
  public void execute(Runnable task) {
    try {
      executor.execute(() -> run(task));
    } catch (RejectedExecutionException e) {
      // closed: nothing is to happen any more
    }
  }

  @Override
  public Registration after(long delayMillis, Runnable task) {
    try {
      Future<?> timer =
          executor.schedule(() -> run(task), Math.max(0, delayMillis), TimeUnit.MILLISECONDS);
      return () -> timer.cancel(false);
    } catch (RejectedExecutionException e) {
      return () -> {};
    }
  }

  /** Runs a task again and again, the first time after one period. */
  public void every(long periodMillis, Runnable task) {
    after(
        periodMillis,
        () -> {
          try {
            task.run();
          } finally {
            every(periodMillis, task);
          }
        });
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      bugs.accept(e);
    }
  }

  /** Runs what was given before and stops; waits for at most a few seconds. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!inLoop() && !executor.awaitTermination(5, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
