package network.clawnet.daemon.app;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import network.clawnet.core.crypto.Hash;

/** Executes the ledger again from genesis and compares every state root. */
public interface LedgerVerifier {
  /** How far it is. */
  record Progress(long height, long head) {}

  /** The first block whose state root differs. */
  record Mismatch(long height, String expected, String actual) {}

  /**
   * What was found.
   *
   * @param head height that was verified up to
   * @param millis time taken
   */
  record Report(
      boolean ok,
      long blocks,
      long events,
      long head,
      Hash stateRoot,
      Optional<Mismatch> firstMismatch,
      long millis) {}

  /**
   * Runs on the implementation's own thread, one at a time; a second call while one runs is {@code
   * CONFLICT}.
   *
   * @param progress called about once a second on that thread; must not block
   */
  CompletableFuture<Report> verify(Consumer<Progress> progress);
}
