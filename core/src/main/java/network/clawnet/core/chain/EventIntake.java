package network.clawnet.core.chain;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import network.clawnet.core.chain.branch.Chain;
import network.clawnet.core.chain.branch.EventFates;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.pool.EventPool;
import network.clawnet.core.pool.Trial;
import network.clawnet.core.units.Tokens;

/**
 * The way of events into the pool: those signed elsewhere are verified on the checker's threads,
 * all are admitted on the ledger thread. Its methods may be called from any thread.
 */
final class EventIntake {
  private final LedgerTasks tasks;
  private final Chain chain;
  private final EventFates fates;
  private final BlockChecker checker;
  private final FinalityListener listener;
  private final InstantSource clock;
  private final GateWatch gate;
  private final BatchIntake batches;

  EventIntake(
      LedgerTasks tasks, Chain chain, EventFates fates, LedgerService.Parts parts, GateWatch gate) {
    this.tasks = tasks;
    this.chain = chain;
    this.fates = fates;
    this.checker = parts.checker();
    this.listener = parts.listener();
    this.clock = parts.clock();
    this.gate = gate;
    this.batches = new BatchIntake(checker, this::admitting, this::glancing);
  }

  CompletableFuture<Admission> submit(byte[] event) {
    CompletableFuture<Admission> out = new CompletableFuture<>();
    checker
        .threads()
        .execute(
            () -> {
              try {
                PreparedEvent prepared = checker.check(event);
                tasks.run(() -> out.complete(admit(prepared, true)));
              } catch (EventFault e) {
                out.complete(new Admission(null, e.verdict()));
              } catch (RuntimeException e) {
                out.completeExceptionally(e);
              }
            });
    return out;
  }

  CompletableFuture<List<Admission>> submitAll(List<byte[]> events) {
    return batches.submit(events);
  }

  CompletableFuture<List<Admission>> submitFromPeer(List<byte[]> events) {
    return batches.submitFromPeer(events);
  }

  CompletableFuture<List<Admission>> resubmit(List<byte[]> events) {
    return batches.submit(events).thenCompose(it -> tasks.ask(() -> noteRefused(it)));
  }

  CompletableFuture<List<Admission>> reserve(List<? extends LocalDraft> drafts) {
    return tasks.ask(
        () -> {
          List<Admission> out = new ArrayList<>(drafts.size());
          for (LocalDraft draft : drafts) {
            out.add(reserve(draft));
          }
          return out;
        });
  }

  void release(List<Hash> events) {
    tasks.run(() -> releaseNow(events));
  }

  CompletableFuture<Trial> tryOut(LocalDraft draft) {
    return tasks.ask(
        () -> {
          try {
            long nonce = draft.nonce().orElse(chain.pool().nextNonce(draft.issuer()));
            return chain.pool().tryOut(draft.make(nonce), nextBlock());
          } catch (EventFault e) {
            return new Trial(e.verdict(), null, List.of(), Tokens.ZERO);
          }
        });
  }

  private List<Admission> noteRefused(List<Admission> admissions) {
    for (Admission admission : admissions) {
      PreparedEvent event = admission.event();
      if (event != null) {
        fates.refused(event, admission.verdict());
      }
    }
    return admissions;
  }

  private Admission reserve(LocalDraft draft) {
    try {
      long nonce = draft.nonce().orElse(chain.pool().nextNonce(draft.issuer()));
      return admit(draft.make(nonce), false);
    } catch (EventFault e) {
      return new Admission(null, e.verdict());
    }
  }

  private void releaseNow(List<Hash> events) throws IOException {
    for (Hash event : events) {
      chain.pool().release(event);
      chain.pool().find(event).ifPresent(it -> listener.onAdmitted(it.prepared()));
    }
    gate.tellAll();
  }

  private <T> CompletableFuture<T> admitting(Function<Function<PreparedEvent, Admission>, T> task) {
    return tasks.ask(() -> task.apply(event -> admit(event, true)));
  }

  private CompletableFuture<List<Verdict>> glancing(
      Function<BatchIntake.Glance, List<Verdict>> task) {
    return tasks.ask(() -> task.apply(this::glance));
  }

  private Verdict glance(PreparedEvent event) {
    EventPool pool = chain.pool();
    Verdict verdict = pool.glance(event, nextBlock());
    long ahead = event.event().envelope().nonce() - pool.nextNonce(event.event().issuer());
    return ahead > 0 && ahead <= LedgerService.GAP_NONCES ? Verdict.accept() : verdict;
  }

  private Admission admit(PreparedEvent event, boolean ready) {
    boolean known = chain.pool().contains(event.event().hash());
    Verdict verdict = chain.pool().admit(event, nextBlock(), ready);
    if (ready && !known && verdict.accepted()) {
      listener.onAdmitted(event);
    }
    if (!verdict.accepted() && chain.isPending(event.event().hash())) {
      verdict = Verdict.accept(); // it is in a block already: the same event again is no fault
    }
    if (ready && verdict.accepted()) {
      gate.tellEvents();
    }
    return new Admission(event, verdict);
  }

  private BlockContext nextBlock() {
    return chain.nextBlock(clock.millis());
  }
}
