package network.clawnet.daemon.app;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.units.Tokens;

/**
 * The way onto the ledger. Callable from any thread; no method blocks for long.
 *
 * <p>A future fails with {@link Refused}, bare or as the cause of a {@code CompletionException}:
 * {@code PASSPHRASE_WRONG}, {@code ACCOUNT_LOCKED}, {@code ACCOUNT_NOT_FOUND}, {@code
 * LIMIT_EXCEEDED}, {@code IDEMPOTENCY_MISMATCH}, {@code RATE_LIMITED}, {@code NOT_SYNCED}, {@code
 * OVERLOADED}, then every code of the ledger rules in their published order. Any other failure is a
 * fault of the node.
 */
public interface Transactions {
  /**
   * What an intent would do, had it been submitted now.
   *
   * @param total what leaves the issuer's balance for good or for an escrow, fee included
   * @param holds the part of {@code total} that stays locked in an escrow
   * @param balanceAfter the issuer's available balance afterwards
   */
  record DryRun(Tokens fee, Tokens total, Tokens holds, long nonce, Tokens balanceAfter) {}

  /**
   * Fills in, checks, signs, admits and broadcasts.
   *
   * <p>With {@link SubmitOptions#waitFor} the future completes at finality, or with a submission
   * that has no height when the time is over; the wait never makes it fail. An event that is
   * dropped while its caller waits fails with the reason's code.
   */
  CompletableFuture<Submission> submit(Intent intent, SubmitOptions options);

  /** Checks like {@link #submit}, passphrase and limits included, without signing. */
  CompletableFuture<DryRun> dryRun(Intent intent, SubmitOptions options);

  /**
   * Admits an event that was signed elsewhere.
   *
   * @param event canonical bytes; other forms are {@code NOT_CANONICAL}
   */
  CompletableFuture<Submission> submitSigned(byte[] event, SubmitOptions options);

  /** Most events of one {@link #submitAll}. */
  int MAX_BATCH = 2_000;

  /**
   * Admits events that were signed elsewhere, in this order; the refusal of one leaves the others
   * alone.
   *
   * @param events canonical bytes, at most {@link #MAX_BATCH}
   * @param executor looks up, where an event is refused, whether it is final already
   * @return what became of each, in order; does not fail for what is wrong with an event
   */
  CompletableFuture<List<Outcome>> submitAll(List<byte[]> events, Executor executor);

  /** What became of one event of a batch. */
  sealed interface Outcome {
    record Admitted(Hash hash) implements Outcome {}

    record Refusal(Refused reason) implements Outcome {}
  }
}
