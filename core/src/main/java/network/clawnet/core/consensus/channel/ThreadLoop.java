package network.clawnet.core.consensus.channel;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A loop on a thread of its own, by the monotonic clock of the machine. */
public final class ThreadLoop implements ChannelLoop {
  private static final long CLOSE_SECONDS = 5;

  private final ScheduledThreadPoolExecutor thread;
  private final Consumer<Throwable> failed;

  /**
   * Starts the thread.
   *
   * @param failed hears, on the thread, of a bug in a task; the loop goes on
   */
  public ThreadLoop(String name, Consumer<Throwable> failed) {
    this.failed = failed;
    this.thread = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, name));
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread.setRemoveOnCancelPolicy(true);
    // a stage of the network may complete after the end, and nobody waits for it then
    thread.setRejectedExecutionHandler((task, executor) -> {});
  }

  @Override
  public long nowNanos() {
    return System.nanoTime();
  }

  @Override
  public void execute(Runnable task) {
    thread.execute(() -> run(task));
  }

  @Override
  public void after(long delayNanos, Runnable task) {
    var unused = thread.schedule(() -> run(task), delayNanos, TimeUnit.NANOSECONDS);
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      failed.accept(e);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
