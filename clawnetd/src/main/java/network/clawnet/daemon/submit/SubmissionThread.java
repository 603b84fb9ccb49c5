package network.clawnet.daemon.submit;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import network.clawnet.core.chain.Admission;
import network.clawnet.core.chain.LocalDraft;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.port.Store;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.Submission;
import network.clawnet.daemon.store.NodeFamilies;

/**
 * Takes all intents that wait as one group: places and signs them on the ledger thread, makes their
 * record durable with one sync, then lets them go. So a nonce never leaves twice, and an event is
 * on its way only when a crash cannot make this node forget it.
 */
final class SubmissionThread implements AutoCloseable {
  /** Intents that may wait; more are refused. */
  private static final int MAX_WAITING = 4_096;

  private static final int MAX_GROUP = 512;
  private static final long IDLE_MILLIS = 200;

  private final LedgerDoor ledger;
  private final Store store;
  private final Outbox outbox;
  private final Drafts drafts;
  private final SpendingGuard guard;
  private final InstantSource clock;
  private final Consumer<Throwable> failed;
  private final BlockingQueue<Job> queue = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Thread thread = new Thread(this::run, "submission");
  private volatile boolean open = true;

  SubmissionThread(SubmitParts parts, Outbox outbox) {
    this.outbox = outbox;
    this.ledger = parts.ledger();
    this.store = parts.store();
    this.drafts = parts.drafts();
    this.guard = parts.guard();
    this.clock = parts.clock();
    this.failed = parts.failed();
  }

  void start() {
    thread.start();
  }

  /** Takes a job; completes it with {@code OVERLOADED} if too many wait. Any thread. */
  void add(Job job) {
    if (!open || !queue.offer(job)) {
      refuse(job, new Refused(AppCodes.OVERLOADED, "too many requests wait: try again soon"));
    }
  }

  @Override
  public void close() {
    open = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (open || !queue.isEmpty()) {
        Job first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          List<Job> group = new ArrayList<>();
          group.add(first);
          queue.drainTo(group, MAX_GROUP - 1);
          handle(group);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      failed.accept(e);
    }
  }

  private void handle(List<Job> group) throws IOException {
    List<Placed> claimed = new ArrayList<>();
    List<LocalDraft> wanted = new ArrayList<>();
    for (Job job : group) {
      try {
        claimed.add(new Placed(job, guard.claim(job.intent(), job.options().caller())));
        wanted.add(drafts.of(job.intent(), job.key()));
      } catch (Refused e) {
        refuse(job, e);
      }
    }
    List<Admission> admissions = ledger.reserve(wanted).join();
    List<Store.Write> batch = new ArrayList<>();
    List<Accepted> accepted = new ArrayList<>();
    for (int i = 0; i < claimed.size(); i++) {
      settle(claimed.get(i), admissions.get(i), batch, accepted);
    }
    if (!accepted.isEmpty()) {
      store.write(batch, true);
      release(accepted);
    }
  }

  private record Placed(Job job, SpendingGuard.Claim claim) {}

  private record Accepted(Job job, Submission submission) {}

  private void settle(
      Placed placed, Admission admission, List<Store.Write> batch, List<Accepted> accepted) {
    PreparedEvent event = admission.event();
    if (admission.verdict() instanceof Verdict.Reject reject) {
      placed.claim().undo();
      refuse(placed.job(), Refused.of(reject));
      return;
    }
    if (event == null) {
      throw new IllegalStateException("an event was accepted that was never made");
    }
    Submission submission = submission(event.event());
    placed.claim().record(event, batch);
    outbox.expect(event.event().hash());
    batch.add(
        new Store.Write(NodeFamilies.OUTBOX, event.event().hash().bytes(), event.event().bytes()));
    placed.job().callKey().ifPresent(key -> batch.add(saved(key, placed.job(), submission)));
    accepted.add(new Accepted(placed.job(), submission));
  }

  private void release(List<Accepted> accepted) {
    List<Hash> hashes = new ArrayList<>(accepted.size());
    for (Accepted each : accepted) {
      hashes.add(each.submission().hash());
    }
    ledger.release(hashes);
    for (Accepted each : accepted) {
      each.job().key().destroy();
      each.job().done().complete(each.submission());
    }
  }

  private Store.Write saved(Hash key, Job job, Submission submission) {
    SavedCall call =
        new SavedCall(
            job.options().idempotency().orElseThrow().digest(),
            clock.millis(),
            submission.hash(),
            submission.issuer(),
            submission.nonce(),
            submission.fee(),
            submission.timestamp());
    return new Store.Write(NodeFamilies.IDEMPOTENCY, key.bytes(), call.encode());
  }

  static Submission submission(SignedEvent event) {
    Envelope envelope = event.envelope();
    return new Submission(
        event.hash(),
        envelope.issuer(),
        OptionalLong.empty(),
        envelope.nonce(),
        envelope.fee(),
        envelope.ts());
  }

  private static void refuse(Job job, Refused why) {
    job.key().destroy();
    job.done().completeExceptionally(why);
  }
}
