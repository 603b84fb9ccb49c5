package network.clawnet.core.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.PreparedEvent;

/**
 * Admits many events signed elsewhere: chunks are verified side by side on the verify threads, and
 * each chunk is admitted by one task of the ledger thread, in the order in which the events came.
 */
final class BatchIntake {
  /** Events per task: short enough that others get their turn, long enough to cost no hand-over. */
  static final int CHUNK = 128;

  private final BlockChecker checker;
  private final Admitting ledger;

  BatchIntake(BlockChecker checker, Admitting ledger) {
    this.checker = checker;
    this.ledger = ledger;
  }

  /** Runs a function on the ledger thread, handing it the way into the pool. */
  @FunctionalInterface
  interface Admitting {
    <T> CompletableFuture<T> run(Function<Function<PreparedEvent, Admission>, T> task);
  }

  /** A verified event, or why it is none. */
  private sealed interface Checked {
    record Good(PreparedEvent event) implements Checked {}

    record Bad(Verdict reason) implements Checked {}
  }

  CompletableFuture<List<Admission>> submit(List<byte[]> events) {
    CompletableFuture<List<Admission>> all = CompletableFuture.completedFuture(List.of());
    for (int from = 0; from < events.size(); from += CHUNK) {
      List<byte[]> chunk = events.subList(from, Math.min(from + CHUNK, events.size()));
      CompletableFuture<List<Checked>> checked =
          CompletableFuture.supplyAsync(() -> check(chunk), threads());
      all = all.thenCompose(before -> checked.thenCompose(it -> admit(before, it)));
    }
    return all;
  }

  private Executor threads() {
    return checker.threads();
  }

  private List<Checked> check(List<byte[]> chunk) {
    List<Checked> out = new ArrayList<>(chunk.size());
    for (byte[] event : chunk) {
      try {
        out.add(new Checked.Good(checker.check(event)));
      } catch (EventFault e) {
        out.add(new Checked.Bad(e.verdict()));
      }
    }
    return out;
  }

  private CompletableFuture<List<Admission>> admit(List<Admission> before, List<Checked> checked) {
    return ledger.run(
        admission -> {
          List<Admission> out = new ArrayList<>(before);
          for (Checked each : checked) {
            out.add(
                each instanceof Checked.Good good
                    ? admission.apply(good.event())
                    : new Admission(null, ((Checked.Bad) each).reason()));
          }
          return out;
        });
  }
}
