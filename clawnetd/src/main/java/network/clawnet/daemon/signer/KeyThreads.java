package network.clawnet.daemon.signer;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Refused;
import network.clawnet.wallet.keystore.KeyFileException;

/** Runs what costs a passphrase: few threads and a short queue, because each costs 64 MiB. */
final class KeyThreads implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int MAX_WAITING = 64;
  private static final long CLOSE_SECONDS = 10;

  private final AtomicInteger started = new AtomicInteger();
  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MAX_WAITING),
          work -> new Thread(work, "signer-" + started.incrementAndGet()));

  /** Work that may be refused. */
  interface Work<T> {
    T run() throws Refused, IOException, KeyFileException;
  }

  /**
   * Runs the work on a thread of its own.
   *
   * @param after runs in any case, and at once if the work is not taken
   * @return fails with {@code OVERLOADED} if too much work waits
   */
  <T> CompletableFuture<T> run(Work<T> work, Runnable after) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      executor.execute(() -> complete(result, work, after));
    } catch (RejectedExecutionException e) {
      after.run();
      result.completeExceptionally(
          new Refused(AppCodes.OVERLOADED, "too many passphrases wait: try again soon"));
    }
    return result;
  }

  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> void complete(CompletableFuture<T> result, Work<T> work, Runnable after) {
    T value;
    try {
      value = work.run();
    } catch (KeyFileException e) {
      result.completeExceptionally(refusal(e));
      return;
    } catch (Refused | IOException | RuntimeException | Error e) {
      result.completeExceptionally(e);
      return;
    } finally {
      after.run();
    }
    result.complete(value);
  }

  private static Exception refusal(KeyFileException fault) {
    try {
      return KeyRefusals.of(fault);
    } catch (IOException e) {
      return e;
    }
  }
}
