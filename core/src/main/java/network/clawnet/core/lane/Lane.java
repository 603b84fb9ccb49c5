package network.clawnet.core.lane;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Brings tasks to the thread that owns something. A task that fails is told, and its failure goes
 * on to the thread. Once the thread has ended, tasks are forgotten: the node is stopping. Any
 * thread.
 */
public final class Lane implements Executor {
  private final ScheduledExecutorService thread;
  private final Consumer<Throwable> failed;

  /**
   * Leads to a thread.
   *
   * @param thread runs one task at a time
   * @param failed told of bugs, on the thread
   */
  public Lane(ScheduledExecutorService thread, Consumer<Throwable> failed) {
    this.thread = thread;
    this.failed = failed;
  }

  @Override
  public void execute(Runnable task) {
    try {
      thread.execute(() -> guarded(task));
    } catch (RejectedExecutionException e) {
      // the node is stopping
    }
  }

  /** Runs a task once, some milliseconds later. */
  public void after(long millis, Runnable task) {
    try {
      var unused = thread.schedule(() -> guarded(task), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // the node is stopping
    }
  }

  /**
   * Runs a task again and again, with a pause of some milliseconds before each time, until it is
   * cancelled or fails.
   */
  public ScheduledFuture<?> every(long millis, Runnable task) {
    return thread.scheduleWithFixedDelay(
        () -> guarded(task), millis, millis, TimeUnit.MILLISECONDS);
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      failed.accept(e);
      throw e;
    }
  }
}
