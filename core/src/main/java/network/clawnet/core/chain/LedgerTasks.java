package network.clawnet.core.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The ledger thread: one task at a time, in order, and none any more after the first fault. */
final class LedgerTasks {
  private static final long CLOSE_SECONDS = 30;

  private final ScheduledExecutorService thread;
  private final Consumer<Throwable> failed;
  private @Nullable ScheduledFuture<?> tick;

  LedgerTasks(ScheduledExecutorService thread, Consumer<Throwable> failed) {
    this.thread = thread;
    this.failed = failed;
  }

  /** Something to do on the ledger thread. */
  @FunctionalInterface
  interface Task {
    void run() throws IOException;
  }

  void run(Task task) {
    thread.execute(() -> guarded(task));
  }

  /** Runs a task again and again. Called once at most. */
  void repeat(long millis, Task task) {
    tick =
        thread.scheduleWithFixedDelay(() -> guarded(task), millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Asks something on the ledger thread. The question must be quick. */
  <T> CompletableFuture<T> ask(Supplier<T> question) {
    CompletableFuture<T> out = new CompletableFuture<>();
    run(
        () -> {
          try {
            out.complete(question.get());
          } catch (RuntimeException e) {
            out.completeExceptionally(e);
            throw e;
          }
        });
    return out;
  }

  /** Stops after the tasks that wait. */
  void close() throws IOException {
    if (tick != null) {
      tick.cancel(false);
    }
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the ledger thread did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A fault here is our bug or the disk's: the component stops and the node reports it. */
  private void guarded(Task task) {
    try {
      task.run();
    } catch (IOException | UncheckedIOException | IllegalStateException | ArithmeticException e) {
      thread.shutdown();
      failed.accept(e);
    }
  }
}
