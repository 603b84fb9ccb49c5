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
  private final Glancing glancing;

  BatchIntake(BlockChecker checker, Admitting ledger, Glancing glancing) {
    this.checker = checker;
    this.ledger = ledger;
    this.glancing = glancing;
  }

  /** Runs a function on the ledger thread, handing it the way into the pool. */
  @FunctionalInterface
  interface Admitting {
    <T> CompletableFuture<T> run(Function<Function<PreparedEvent, Admission>, T> task);
  }

  /** Asks something of the pool on the ledger thread. */
  @FunctionalInterface
  interface Glancing {
    CompletableFuture<List<Verdict>> run(Function<Glance, List<Verdict>> task);
  }

  /** What the ledger would say of an event whose signature nobody has looked at. */
  @FunctionalInterface
  interface Glance {
    Verdict of(PreparedEvent event);
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

  /**
   * Like {@link #submit}, for events of peers: whatever the state refuses costs no signature check.
   * An event whose predecessors are missing is verified and refused with its form at hand, so that
   * the caller may keep it; beyond the window it is refused without.
   */
  CompletableFuture<List<Admission>> submitFromPeer(List<byte[]> events) {
    return CompletableFuture.supplyAsync(() -> prepare(events), threads())
        .thenCompose(
            prepared -> glance(prepared).thenApplyAsync(said -> verify(prepared, said), threads()))
        .thenCompose(checked -> admit(List.of(), checked));
  }

  private List<Checked> prepare(List<byte[]> events) {
    List<Checked> out = new ArrayList<>(events.size());
    for (byte[] event : events) {
      try {
        out.add(new Checked.Good(checker.prepare(event)));
      } catch (EventFault e) {
        out.add(new Checked.Bad(e.verdict()));
      }
    }
    return out;
  }

  private CompletableFuture<List<Verdict>> glance(List<Checked> prepared) {
    return glancing.run(
        look ->
            prepared.stream()
                .map(
                    it ->
                        it instanceof Checked.Good good
                            ? look.of(good.event())
                            : ((Checked.Bad) it).reason())
                .toList());
  }

  private List<Checked> verify(List<Checked> prepared, List<Verdict> said) {
    List<Checked> out = new ArrayList<>(prepared.size());
    for (int i = 0; i < prepared.size(); i++) {
      if (prepared.get(i) instanceof Checked.Good good && said.get(i).accepted()) {
        out.add(verify(good));
      } else {
        out.add(new Checked.Bad(said.get(i)));
      }
    }
    return out;
  }

  private Checked verify(Checked.Good good) {
    try {
      checker.verify(good.event());
      return good;
    } catch (EventFault e) {
      return new Checked.Bad(e.verdict());
    }
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
