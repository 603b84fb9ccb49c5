package network.clawnet.daemon.light;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import network.clawnet.core.account.Account;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.block.Header;
import network.clawnet.core.chain.Admission;
import network.clawnet.core.chain.BlockChecker;
import network.clawnet.core.chain.LocalDraft;
import network.clawnet.core.chain.branch.AccountMoment;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.light.ask.LightClient;
import network.clawnet.core.pool.EventPool;
import network.clawnet.core.pool.PendingEvent;
import network.clawnet.core.pool.PoolCodes;
import network.clawnet.core.pool.PoolLimits;
import network.clawnet.core.pool.Trial;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.submit.LedgerDoor;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as a light node sees it: own events are checked by the ledger's rules on proved state,
 * given to full nodes, and followed until they are proved final. A thread of its own.
 */
public final class LightLedger implements LedgerDoor, AutoCloseable {
  private static final long TICK_MILLIS = 500;
  private static final int HINT_KEYS = 48;
  private static final int CHECK_THREADS = 1;
  private final LedgerRules rules;
  private final InstantSource clock;
  private final BlockChecker checker;
  private final Fates fates = new Fates();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "light-ledger"));
  private final EventPool pool;
  private final List<PreparedEvent> kept = new ArrayList<>();
  private final LinkedHashMap<Hash, PreparedEvent> reserved = new LinkedHashMap<>();
  private ProvenReads.@Nullable Session session;
  private @Nullable Running running;

  private record Running(LightClient client, ProvenReads reads, Following following) {}

  /** Told what was proved of own events; called on the ledger's thread. */
  public interface Listener {
    /** The event is final in the block of this height. */
    void settled(Hash event, long height);

    /** The event can never become final. */
    void onDropped(PreparedEvent event, Verdict.Reject reason);
  }

  /** Knows the rules and nothing of the state; refuses everything before {@link #start}. */
  public LightLedger(LedgerRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
    this.checker = new BlockChecker(rules.genesis().chain(), rules.book(), Set.of(), CHECK_THREADS);
    this.pool = new EventPool(rules, PoolLimits.DEFAULT, key -> null);
  }

  /** Begins to ask; called once. */
  void start(LightClient client, ProvenReads reads, Listener listener) {
    post(
        () -> {
          long maxAge = rules.params().events().maxAgeMs();
          Following following = new Following(client, thread, clock, maxAge, outcome(listener));
          running = new Running(client, reads, following);
          kept.forEach(following::add);
          kept.clear();
        });
    var unused =
        thread.scheduleWithFixedDelay(
            () -> withRunning(it -> it.following().tick()),
            TICK_MILLIS,
            TICK_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  /** A newer header is certified. Any thread. */
  void newHead() {
    post(() -> withRunning(it -> it.following().look()));
  }

  private void withRunning(Consumer<Running> task) {
    Running now = running;
    if (now != null) {
      task.accept(now);
    }
  }

  private Following.Outcome outcome(Listener listener) {
    return new Following.Outcome() {
      @Override
      public void settled(PreparedEvent event, long height) {
        pool.drop(event.event().hash());
        session = null; // what is speculated on it stands on the past
        fates.settled(event.event().hash(), height);
        listener.settled(event.event().hash(), height);
      }

      @Override
      public void dropped(PreparedEvent event, Verdict.Reject reason) {
        pool.drop(event.event().hash());
        session = null;
        fates.dropped(event.event().hash(), reason);
        listener.onDropped(event, reason);
      }
    };
  }

  @Override
  public CompletableFuture<Admission> submit(byte[] event) {
    return submitAll(List.of(event)).thenApply(it -> it.get(0));
  }

  @Override
  public CompletableFuture<List<Admission>> submitAll(List<byte[]> events) {
    return ask(
        () -> {
          List<Admission> out = new ArrayList<>(events.size());
          for (byte[] event : events) {
            out.add(take(event));
          }
          return out;
        });
  }

  private Admission take(byte[] bytes) {
    try {
      PreparedEvent event = checker.check(bytes);
      if (fates.height(event.event().hash()).isPresent()) {
        return new Admission(event, Verdict.accept());
      }
      Verdict fault = refreshed(Set.of(event.event().issuer()));
      Verdict verdict = fault.accepted() ? admit(event, true) : fault;
      if (verdict.accepted()) {
        running().following().add(event);
      }
      return new Admission(event, verdict);
    } catch (EventFault e) {
      return new Admission(null, e.verdict());
    }
  }

  /** They are sent as soon as somebody can be asked: what they need was checked once. */
  @Override
  public CompletableFuture<List<Admission>> resubmit(List<byte[]> events) {
    return ask(
        () -> {
          List<Admission> out = new ArrayList<>();
          for (byte[] bytes : events) {
            try {
              PreparedEvent event = checker.check(bytes);
              Running now = running;
              if (now == null) {
                kept.add(event);
              } else {
                now.following().add(event);
              }
              out.add(new Admission(event, Verdict.accept()));
            } catch (EventFault e) {
              out.add(new Admission(null, e.verdict()));
            }
          }
          return out;
        });
  }

  @Override
  public CompletableFuture<List<Admission>> reserve(List<? extends LocalDraft> drafts) {
    return ask(
        () -> {
          TreeSet<Did> issuers = new TreeSet<>();
          drafts.forEach(it -> issuers.add(it.issuer()));
          Verdict fault = refreshed(issuers);
          List<Admission> out = new ArrayList<>(drafts.size());
          for (LocalDraft draft : drafts) {
            out.add(fault.accepted() ? reserve(draft) : new Admission(null, fault));
          }
          return out;
        });
  }

  private Admission reserve(LocalDraft draft) {
    try {
      PreparedEvent event = draft.make(nonce(draft));
      Verdict verdict = admit(event, false);
      if (verdict.accepted()) {
        reserved.put(event.event().hash(), event);
      }
      return new Admission(event, verdict);
    } catch (EventFault e) {
      return new Admission(null, e.verdict());
    } catch (ProvenReads.Unproven e) {
      return new Admission(null, verdict(e.refused()));
    }
  }

  private long nonce(LocalDraft draft) {
    return draft.nonce().orElseGet(() -> pool.nextNonce(draft.issuer()));
  }

  private Verdict admit(PreparedEvent event, boolean ready) {
    try {
      return running().following().isFull()
          ? Verdict.reject(PoolCodes.OVERLOADED, "too many events are under way: try again soon")
          : pool.admit(event, next(), ready);
    } catch (ProvenReads.Unproven e) {
      return verdict(e.refused());
    }
  }

  @Override
  public void release(List<Hash> events) {
    post(
        () -> {
          for (Hash event : events) {
            pool.release(event);
            PreparedEvent ready = reserved.remove(event);
            if (ready != null) {
              running().following().add(ready);
            }
          }
        });
  }

  @Override
  public CompletableFuture<Trial> tryOut(LocalDraft draft) {
    return ask(
        () -> {
          Verdict fault = refreshed(Set.of(draft.issuer()));
          if (!fault.accepted()) {
            return new Trial(fault, null, List.of(), Tokens.ZERO);
          }
          try {
            return pool.tryOut(draft.make(nonce(draft)), next());
          } catch (EventFault e) {
            return new Trial(e.verdict(), null, List.of(), Tokens.ZERO);
          } catch (ProvenReads.Unproven e) {
            return new Trial(verdict(e.refused()), null, List.of(), Tokens.ZERO);
          }
        });
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
    return ask(() -> running == null ? Optional.empty() : running().following().find(event));
  }

  /** Joins an account that was proved with what its owner has under way. */
  CompletableFuture<AccountMoment> moment(Did did, Account settled) {
    return ask(
        () -> {
          List<PendingEvent> own =
              pool.pending().stream()
                  .filter(it -> it.prepared().event().issuer().equals(did))
                  .filter(it -> it.prepared().event().envelope().nonce() > settled.nonce())
                  .toList();
          long last =
              own.stream()
                  .mapToLong(it -> it.prepared().event().envelope().nonce())
                  .max()
                  .orElse(settled.nonce());
          return new AccountMoment(settled, own, Math.max(last, settled.nonce()) + 1);
        });
  }

  /**
   * Answers a question from the state with own events applied; empty if none is under way.
   *
   * @param <T> what is asked
   */
  <T> CompletableFuture<Optional<T>> speculate(Function<StateView, T> question) {
    return ask(
        () -> {
          if (pool.size() == 0 || !refreshed(Set.of()).accepted()) {
            return Optional.empty();
          }
          try {
            return Optional.of(question.apply(pool.speculativeState()));
          } catch (ProvenReads.Unproven e) {
            return Optional.empty();
          }
        });
  }

  /** Brings the pool to the newest proved state; returns what is in the way. */
  private Verdict refreshed(Set<Did> issuers) {
    Running now = running;
    if (now == null) {
      return Verdict.reject(AppCodes.NOT_SYNCED, "this light node is starting");
    }
    try {
      now.reads().requireSynced();
      Header known = session == null ? null : session.header();
      if (known == null || known.height() < now.client().view().height()) {
        rebase(now, issuers);
      }
      return Verdict.accept();
    } catch (Refused e) {
      return verdict(e);
    } catch (ProvenReads.Unproven e) {
      session = null;
      return verdict(e.refused());
    }
  }

  private void rebase(Running now, Set<Did> issuers) {
    ProvenReads.Session fresh = now.reads().session(hint(now, issuers));
    session = fresh;
    Set<Hash> all =
        pool.pending().stream().map(it -> it.prepared().event().hash()).collect(Collectors.toSet());
    var unusedDropped = pool.rebase(fresh, next(), all, List.of());
    List<PreparedEvent> under = new ArrayList<>(now.following().inOrder());
    under.addAll(reserved.values());
    for (PreparedEvent event : under) {
      Account account = Accounts.get(fresh, event.event().issuer());
      if (account.nonce() < event.event().envelope().nonce()) {
        boolean ready = !reserved.containsKey(event.event().hash());
        // whatever it says: the event is on its way
        Verdict unusedVerdict = pool.admit(event, next(), ready);
      }
    }
  }

  private List<StateKey> hint(Running now, Collection<Did> issuers) {
    TreeSet<StateKey> keys = new TreeSet<>();
    issuers.forEach(it -> keys.add(Accounts.key(it)));
    now.following().issuers().stream().limit(HINT_KEYS).forEach(it -> keys.add(Accounts.key(it)));
    ProvenReads.Session before = session;
    if (before != null) {
      before.touched().stream().limit(HINT_KEYS).forEach(keys::add);
    }
    return keys.stream().limit(HINT_KEYS).toList();
  }

  private Running running() {
    Running now = running;
    if (now == null) {
      throw new IllegalStateException("nobody can be asked yet");
    }
    return now;
  }

  private BlockContext next() {
    ProvenReads.Session now = session;
    Header head = now == null ? null : now.header();
    return head == null
        ? new BlockContext(1, clock.millis())
        : new BlockContext(head.height() + 1, Math.max(clock.millis(), head.tsMs() + 1));
  }

  private static Verdict verdict(Refused refused) {
    return new Verdict.Reject(refused.code(), refused.message(), refused.details());
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
