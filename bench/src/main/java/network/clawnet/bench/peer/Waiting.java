package network.clawnet.bench.peer;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for stages, for as long as any command may take. */
final class Waiting {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private Waiting() {}

  static <T> T get(CompletionStage<T> stage, String what)
      throws CommandException, InterruptedException {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new CommandException(what, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new CommandException(what + " took longer than " + PATIENCE);
    }
  }
}
