package network.clawnet.daemon;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import network.clawnet.daemon.process.StartException;

/** A part that starts on a thread of its own while others start, so that the start takes less. */
final class Beside {
  private Beside() {}

  /** Starts something. */
  @FunctionalInterface
  interface Start<T> {
    T run() throws IOException, StartException;
  }

  static <T> CompletableFuture<T> start(String threadName, Start<T> part) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return part.run();
          } catch (IOException | StartException e) {
            throw new CompletionException(e);
          }
        },
        task -> {
          Thread thread = new Thread(task, threadName);
          thread.setDaemon(true);
          thread.start();
        });
  }

  /** Waits until the part has started, or throws why it has not. */
  static <T> T join(CompletableFuture<T> starting) throws IOException, StartException {
    try {
      return starting.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof StartException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
