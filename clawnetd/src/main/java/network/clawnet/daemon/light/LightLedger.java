package network.clawnet.daemon.light;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import network.clawnet.core.account.Account;
import network.clawnet.core.chain.Admission;
import network.clawnet.core.chain.BlockChecker;
import network.clawnet.core.chain.LocalDraft;
import network.clawnet.core.chain.branch.AccountMoment;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.light.ask.LightSource;
import network.clawnet.core.pool.Trial;
import network.clawnet.core.state.StateView;
import network.clawnet.daemon.submit.LedgerDoor;

/**
 * The ledger as a light node sees it: own events are checked by the ledger's rules on proved state,
 * given to full nodes, and followed until they are proved final. A thread of its own.
 */
public final class LightLedger implements LedgerDoor, AutoCloseable {
  private static final long TICK_MILLIS = 500;
  private static final int CHECK_THREADS = 1;
  private final LedgerRules rules;
  private final InstantSource clock;
  private final BlockChecker checker;
  private final Fates fates = new Fates();
  private final OwnEvents events;
  private final ScheduledExecutorService thread;

  /** Told what was proved of own events; called on the ledger's thread. */
  public interface Listener {
    /** The event is final in the block of this height. */
    void settled(Hash event, long height);

    /** The event can never become final. */
    void onDropped(PreparedEvent event, Verdict.Reject reason);
  }

  /** Knows the rules and nothing of the state; refuses everything before {@link #start}. */
  public LightLedger(LedgerRules rules, InstantSource clock) {
    this(
        rules,
        clock,
        Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "light-ledger")));
  }

  /**
   * Does the same on a thread that is given.
   *
   * @param thread runs one task at a time; closed with the ledger
   */
  LightLedger(LedgerRules rules, InstantSource clock, ScheduledExecutorService thread) {
    this.rules = rules;
    this.clock = clock;
    this.thread = thread;
    this.checker = new BlockChecker(rules.genesis().chain(), rules.book(), Set.of(), CHECK_THREADS);
    this.events = new OwnEvents(rules, clock, fates);
  }

  /** Begins to ask; called once. */
  void start(LightSource source, ProvenReads reads, Listener listener) {
    long maxAge = rules.params().events().maxAgeMs();
    Following following = new Following(source, thread, clock, maxAge, events.outcome(listener));
    post(() -> events.start(new OwnEvents.Running(source, reads, following)));
    var unused =
        thread.scheduleWithFixedDelay(
            () -> events.withRunning(it -> it.following().tick()),
            TICK_MILLIS,
            TICK_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  /** A newer header is certified. Any thread. */
  void newHead() {
    post(() -> events.withRunning(it -> it.following().look()));
  }

  @Override
  public CompletableFuture<Admission> submit(byte[] event) {
    return submitAll(List.of(event)).thenApply(it -> it.get(0));
  }

  @Override
  public CompletableFuture<List<Admission>> submitAll(List<byte[]> given) {
    return ask(() -> each(given, events::take));
  }

  @Override
  public CompletableFuture<List<Admission>> resubmit(List<byte[]> given) {
    return ask(
        () ->
            each(
                given,
                event -> {
                  events.takeAgain(event);
                  return new Admission(event, Verdict.accept());
                }));
  }

  private List<Admission> each(List<byte[]> given, Function<PreparedEvent, Admission> take) {
    List<Admission> out = new ArrayList<>(given.size());
    for (byte[] bytes : given) {
      try {
        out.add(take.apply(checker.check(bytes)));
      } catch (EventFault e) {
        out.add(new Admission(null, e.verdict()));
      }
    }
    return out;
  }

  @Override
  public CompletableFuture<List<Admission>> reserve(List<? extends LocalDraft> drafts) {
    return ask(() -> events.reserve(drafts));
  }

  @Override
  public void release(List<Hash> reserved) {
    post(() -> events.release(reserved));
  }

  @Override
  public CompletableFuture<Trial> tryOut(LocalDraft draft) {
    return ask(() -> events.tryOut(draft));
  }

  @Override
  public OptionalLong heightOf(Hash event) {
    return fates.height(event);
  }

  /** Returns why an own event can never become final, if that was proved. Any thread. */
  Optional<Verdict.Reject> dropReason(Hash event) {
    return fates.reason(event);
  }

  /** Returns an own event that is under way. */
  CompletableFuture<Optional<PreparedEvent>> underWay(Hash event) {
    return ask(() -> events.underWay(event));
  }

  /** Joins an account that was proved with what its owner has under way. */
  CompletableFuture<AccountMoment> moment(Did did, Account settled) {
    return ask(() -> events.moment(did, settled));
  }

  /**
   * Answers a question from the state with own events applied; empty if none is under way.
   *
   * @param <T> what is asked
   */
  <T> CompletableFuture<Optional<T>> speculate(Function<StateView, T> question) {
    return ask(() -> events.speculate(question));
  }

  private <T> CompletableFuture<T> ask(Supplier<T> question) {
    CompletableFuture<T> out = new CompletableFuture<>();
    post(
        () -> {
          try {
            out.complete(question.get());
          } catch (RuntimeException e) {
            out.completeExceptionally(e);
          }
        });
    return out;
  }

  private void post(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException e) {
      // the node is stopping
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    checker.close();
  }
}
