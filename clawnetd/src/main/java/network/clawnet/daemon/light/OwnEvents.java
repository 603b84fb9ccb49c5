package network.clawnet.daemon.light;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import network.clawnet.core.account.Account;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.block.Header;
import network.clawnet.core.chain.Admission;
import network.clawnet.core.chain.LocalDraft;
import network.clawnet.core.chain.branch.AccountMoment;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.light.ask.LightSource;
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
import org.jspecify.annotations.Nullable;

/**
 * A light node's own events, from their making until they are proved final: checked by the ledger's
 * rules on a state that was proved, and tried again on a newer one. One owner thread, which waits
 * for proofs.
 */
final class OwnEvents {
  private static final int HINT_KEYS = 48;

  private final InstantSource clock;
  private final Fates fates;
  private final EventPool pool;
  private final List<PreparedEvent> kept = new ArrayList<>();
  private final LinkedHashMap<Hash, PreparedEvent> reserved = new LinkedHashMap<>();
  private ProvenReads.@Nullable Session session;
  private @Nullable Running running;

  /** What there is once others can be asked. */
  record Running(LightSource source, ProvenReads reads, Following following) {}

  /**
   * Has none.
   *
   * @param fates gets what becomes of events
   */
  OwnEvents(LedgerRules rules, InstantSource clock, Fates fates) {
    this.clock = clock;
    this.fates = fates;
    this.pool = new EventPool(rules, PoolLimits.DEFAULT, key -> null);
  }

  /** Others can be asked: what was kept goes on its way. */
  void start(Running with) {
    running = with;
    kept.forEach(with.following()::add);
    kept.clear();
  }

  /** Does something with those that can be asked; nothing before {@link #start}. */
  void withRunning(Consumer<Running> task) {
    Running now = running;
    if (now != null) {
      task.accept(now);
    }
  }

  /** Returns what takes note of the end of an event, before the listener hears of it. */
  Following.Outcome outcome(LightLedger.Listener listener) {
    return new Following.Outcome() {
      @Override
      public void settled(PreparedEvent event, long height) {
        forget(event);
        fates.settled(event.event().hash(), height);
        listener.settled(event.event().hash(), height);
      }

      @Override
      public void dropped(PreparedEvent event, Verdict.Reject reason) {
        forget(event);
        fates.dropped(event.event().hash(), reason);
        listener.onDropped(event, reason);
      }
    };
  }

  private void forget(PreparedEvent event) {
    pool.drop(event.event().hash());
    session = null; // what is speculated on it stands on the past
  }

  /** Takes a verified event that was signed elsewhere. */
  Admission take(PreparedEvent event) {
    if (fates.height(event.event().hash()).isPresent()) {
      return new Admission(event, Verdict.accept());
    }
    Verdict fault = refreshed(Set.of(event.event().issuer()));
    Verdict verdict = fault.accepted() ? admit(event, true) : fault;
    if (verdict.accepted()) {
      running().following().add(event);
    }
    return new Admission(event, verdict);
  }

  /** Takes an event again: it is sent as soon as somebody can be asked, for it was checked once. */
  void takeAgain(PreparedEvent event) {
    Running now = running;
    if (now == null) {
      kept.add(event);
    } else {
      now.following().add(event);
    }
  }

  /** Gives each draft its nonce and keeps its place until {@link #release}. */
  List<Admission> reserve(List<? extends LocalDraft> drafts) {
    TreeSet<Did> issuers = new TreeSet<>();
    drafts.forEach(it -> issuers.add(it.issuer()));
    Verdict fault = refreshed(issuers);
    List<Admission> out = new ArrayList<>(drafts.size());
    for (LocalDraft draft : drafts) {
      out.add(fault.accepted() ? reserve(draft) : new Admission(null, fault));
    }
    return out;
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

  /** Sends reserved events. */
  void release(List<Hash> events) {
    for (Hash event : events) {
      pool.release(event);
      PreparedEvent ready = reserved.remove(event);
      if (ready != null) {
        running().following().add(ready);
      }
    }
  }

  /** Decides what would become of a draft now. */
  Trial tryOut(LocalDraft draft) {
    Verdict fault = refreshed(Set.of(draft.issuer()));
    if (!fault.accepted()) {
      return refusedTrial(fault);
    }
    try {
      return pool.tryOut(draft.make(nonce(draft)), next());
    } catch (EventFault e) {
      return refusedTrial(e.verdict());
    } catch (ProvenReads.Unproven e) {
      return refusedTrial(verdict(e.refused()));
    }
  }

  private static Trial refusedTrial(Verdict why) {
    return new Trial(why, null, List.of(), Tokens.ZERO);
  }

  /** Returns an event that is under way. */
  Optional<PreparedEvent> underWay(Hash event) {
    return running == null ? Optional.empty() : running().following().find(event);
  }

  /** Joins an account that was proved with what its owner has under way. */
  AccountMoment moment(Did did, Account settled) {
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
  }

  /**
   * Answers a question from the state with the own events applied; empty if none is under way.
   *
   * @param <T> what is asked
   */
  <T> Optional<T> speculate(Function<StateView, T> question) {
    if (pool.size() == 0 || !refreshed(Set.of()).accepted()) {
      return Optional.empty();
    }
    try {
      return Optional.of(question.apply(pool.speculativeState()));
    } catch (ProvenReads.Unproven e) {
      return Optional.empty();
    }
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
      if (known == null || known.height() < now.source().view().height()) {
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
}
