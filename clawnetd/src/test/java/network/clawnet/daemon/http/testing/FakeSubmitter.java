package network.clawnet.daemon.http.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.EventCodes;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Faucet;
import network.clawnet.daemon.app.Intent;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.Submission;
import network.clawnet.daemon.app.SubmitOptions;
import network.clawnet.daemon.app.Transactions;
import org.jspecify.annotations.Nullable;

/** Admits everything, unless told to answer something else. */
public final class FakeSubmitter implements Transactions, Faucet {
  /** How often anything was submitted: stays as it is when a request is refused. */
  public final AtomicInteger submissions = new AtomicInteger();

  private volatile @Nullable Intent intent;
  private volatile @Nullable SubmitOptions options;
  private volatile @Nullable String signed;
  private volatile @Nullable CompletableFuture<Submission> next;

  /** Makes all further submissions end like {@code outcome}. */
  public void answerWith(CompletableFuture<Submission> outcome) {
    next = outcome;
  }

  public void refuseWith(Throwable refusal) {
    next = CompletableFuture.failedFuture(refusal);
  }

  public Intent intent() {
    return Objects.requireNonNull(intent, "nothing was submitted");
  }

  public SubmitOptions options() {
    return Objects.requireNonNull(options, "nothing was submitted");
  }

  public String signed() {
    return Objects.requireNonNull(signed, "no signed event came");
  }

  /** Returns what a submission of {@code issuer} looks like. */
  public static Submission submission(Did issuer, boolean isFinal) {
    return new Submission(
        Hash.sha256("event".getBytes(StandardCharsets.UTF_8)),
        issuer,
        isFinal ? OptionalLong.of(8) : OptionalLong.empty(),
        5,
        new Tokens(1),
        1_700_000_000_000L);
  }

  @Override
  public CompletableFuture<Submission> submit(Intent wanted, SubmitOptions how) {
    submissions.incrementAndGet();
    intent = wanted;
    options = how;
    return outcome(wanted.issuer(), how);
  }

  private CompletableFuture<Submission> outcome(Did issuer, SubmitOptions how) {
    CompletableFuture<Submission> fixed = next;
    return fixed != null
        ? fixed
        : CompletableFuture.completedFuture(submission(issuer, how.waitFor().isPresent()));
  }

  @Override
  public CompletableFuture<DryRun> dryRun(Intent wanted, SubmitOptions how) {
    intent = wanted;
    options = how;
    return CompletableFuture.completedFuture(
        new DryRun(new Tokens(1), new Tokens(101), Tokens.ZERO, 5, new Tokens(899)));
  }

  @Override
  public CompletableFuture<Submission> submitSigned(byte[] event, SubmitOptions how) {
    submissions.incrementAndGet();
    signed = new String(event, StandardCharsets.UTF_8);
    options = how;
    return outcome(FakeNode.ALICE, how);
  }

  @Override
  public CompletableFuture<List<Outcome>> submitAll(List<byte[]> events, Executor executor) {
    submissions.addAndGet(events.size());
    List<Outcome> out = new ArrayList<>();
    for (byte[] event : events) {
      signed = new String(event, StandardCharsets.UTF_8);
      out.add(
          signed.contains("bad")
              ? new Outcome.Refusal(new Refused(EventCodes.HASH_MISMATCH, "another hash"))
              : new Outcome.Admitted(Hash.sha256(event)));
    }
    return CompletableFuture.completedFuture(out);
  }

  @Override
  public CompletableFuture<Gift> give(Did to, Optional<Tokens> amount, SubmitOptions how) {
    submissions.incrementAndGet();
    options = how;
    return outcome(FakeNode.OWN, how)
        .thenApply(done -> new Gift(done, to, amount.orElse(new Tokens(100))));
  }
}
