package network.clawnet.daemon.submit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.chain.Admission;
import network.clawnet.core.chain.FinalityListener;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.event.Movement;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.pool.Trial;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Intent;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.Submission;
import network.clawnet.daemon.app.SubmitOptions;
import network.clawnet.daemon.app.Transactions;
import org.jspecify.annotations.Nullable;

/** Carries intents onto the ledger. Any thread. */
public final class Submitter implements Transactions, FinalityListener, AutoCloseable {
  private final SubmitParts parts;
  private final FinalityWaits waits = new FinalityWaits();
  private final SavedCalls calls;
  private final Outbox outbox;
  private final SubmissionThread thread;

  public Submitter(SubmitParts parts) {
    this.parts = parts;
    this.calls = new SavedCalls(parts.store());
    this.outbox = new Outbox(parts.store(), parts.failed());
    this.thread = new SubmissionThread(parts, outbox);
  }

  /** Sends again what was on its way, then takes new intents. Called once, at start. */
  public void start() throws IOException {
    calls.prune(parts.clock().millis());
    outbox.resume(parts.ledger());
    thread.start();
  }

  @Override
  public CompletableFuture<Submission> submit(Intent intent, SubmitOptions options) {
    CompletableFuture<Submission> admitted = new CompletableFuture<>();
    try {
      Optional<Hash> callKey =
          options.idempotency().map(it -> SavedCalls.keyOf(options.caller(), it));
      Optional<CompletableFuture<Submission>> earlier =
          callKey.isEmpty()
              ? Optional.empty()
              : calls.begin(callKey.get(), options.idempotency().orElseThrow().digest(), admitted);
      if (earlier.isPresent()) {
        return earlier.get().thenCompose(it -> awaitFinal(it, options.waitFor()));
      }
      return open(intent, options)
          .thenCompose(key -> enqueue(new Job(intent, options, key, callKey)))
          .whenComplete((it, fault) -> end(callKey, admitted, it, fault))
          .thenCompose(it -> awaitFinal(it, options.waitFor()));
    } catch (Refused | IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public CompletableFuture<DryRun> dryRun(Intent intent, SubmitOptions options) {
    return open(intent, options)
        .thenCompose(
            key -> {
              key.destroy();
              return parts.ledger().tryOut(parts.drafts().of(intent, null));
            })
        .thenCompose(trial -> dryRun(intent, options, trial));
  }

  @Override
  public CompletableFuture<Submission> submitSigned(byte[] event, SubmitOptions options) {
    return parts
        .ledger()
        .submit(event)
        .thenCompose(
            admission ->
                admission.verdict() instanceof Verdict.Reject reject
                    ? known(admission, reject)
                    : CompletableFuture.completedFuture(submission(admission)))
        .thenCompose(it -> awaitFinal(it, options.waitFor()));
  }

  @Override
  public CompletableFuture<List<Outcome>> submitAll(List<byte[]> events, Executor executor) {
    return parts
        .ledger()
        .submitAll(events)
        .thenApplyAsync(all -> all.stream().map(this::outcome).toList(), executor);
  }

  @Override
  public void onFinal(FinalBlock block) {
    List<Hash> events = block.executed().events().stream().map(it -> it.event().hash()).toList();
    settled(events, block.block().header().height());
  }

  /** These events are known to be final in the block of this height. */
  public void settled(List<Hash> events, long height) {
    waits.onFinal(events, height);
    outbox.onFinal(events);
  }

  @Override
  public void onDropped(PreparedEvent event, Verdict.Reject reason) {
    waits.onDropped(event, reason);
    outbox.onDropped(event);
    parts.guard().outcome(event.event().hash(), reason.code().text());
  }

  /** Stops taking intents and finishes those that wait. */
  @Override
  public void close() {
    thread.close();
    outbox.close();
  }

  private CompletableFuture<Submission> enqueue(Job job) {
    thread.add(job);
    return job.done();
  }

  /** Answers those who repeated the call while it ran. */
  private void end(
      Optional<Hash> callKey,
      CompletableFuture<Submission> admitted,
      @Nullable Submission submission,
      @Nullable Throwable fault) {
    callKey.ifPresent(calls::end);
    if (submission != null) {
      admitted.complete(submission);
    } else if (fault != null) {
      admitted.completeExceptionally(fault);
    }
  }

  private CompletableFuture<SigningKey> open(Intent intent, SubmitOptions options) {
    return parts.keys().open(intent.issuer(), options.passphrase());
  }

  private CompletableFuture<DryRun> dryRun(Intent intent, SubmitOptions options, Trial trial) {
    if (trial.verdict() instanceof Verdict.Reject reject) {
      return CompletableFuture.failedFuture(Refused.of(reject));
    }
    PreparedEvent event = trial.event();
    if (event == null) {
      throw new IllegalStateException("an event was accepted that was never made");
    }
    try {
      parts.guard().claim(intent, options.caller()).undo();
    } catch (Refused e) {
      return CompletableFuture.failedFuture(e);
    }
    Tokens fee = event.event().envelope().fee();
    Tokens holds =
        sum(trial, intent, Movement.Kind.ESCROW_LOCK)
            .plus(sum(trial, intent, Movement.Kind.STAKE_LOCK))
            .plus(sum(trial, intent, Movement.Kind.MARKET_LOCK));
    Tokens total = fee.plus(holds).plus(sum(trial, intent, Movement.Kind.TRANSFER));
    return CompletableFuture.completedFuture(
        new DryRun(fee, total, holds, event.event().envelope().nonce(), trial.availableAfter()));
  }

  private static Tokens sum(Trial trial, Intent intent, Movement.Kind kind) {
    Tokens sum = Tokens.ZERO;
    for (Movement movement : trial.movements()) {
      if (movement.kind() == kind && movement.from().equals(intent.issuer())) {
        sum = sum.plus(movement.amount());
      }
    }
    return sum;
  }

  /** An event that is final already is not refused for its used nonce. */
  private CompletableFuture<Submission> known(Admission admission, Verdict.Reject reject) {
    try {
      PreparedEvent event = admission.event();
      if (event != null && parts.ledger().heightOf(event.event().hash()).isPresent()) {
        return CompletableFuture.completedFuture(submission(admission));
      }
      return CompletableFuture.failedFuture(Refused.of(reject));
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Outcome outcome(Admission admission) {
    PreparedEvent event = admission.event();
    if (!(admission.verdict() instanceof Verdict.Reject reject)) {
      return new Outcome.Admitted(submission(admission).hash());
    }
    try {
      return event != null && parts.ledger().heightOf(event.event().hash()).isPresent()
          ? new Outcome.Admitted(event.event().hash())
          : new Outcome.Refusal(Refused.of(reject));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Submission submission(Admission admission) {
    PreparedEvent event = admission.event();
    if (event == null) {
      throw new IllegalStateException("an event was accepted that was never made");
    }
    return SubmissionThread.submission(event.event());
  }

  private CompletableFuture<Submission> awaitFinal(
      Submission submission, Optional<Duration> waitFor) {
    if (waitFor.isEmpty()) {
      return CompletableFuture.completedFuture(submission);
    }
    CompletableFuture<Long> height = waits.await(submission.hash());
    try {
      // it may have become final before the wait began
      parts.ledger().heightOf(submission.hash()).ifPresent(height::complete);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
    return height
        .thenApply(at -> withHeight(submission, OptionalLong.of(at)))
        .completeOnTimeout(submission, waitFor.get().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((it, fault) -> waits.forget(submission.hash(), height));
  }

  private static Submission withHeight(Submission it, OptionalLong height) {
    return new Submission(it.hash(), it.issuer(), height, it.nonce(), it.fee(), it.timestamp());
  }
}
