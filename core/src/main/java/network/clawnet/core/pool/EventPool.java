package network.clawnet.core.pool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Movement;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.genesis.GenesisParams;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.ledger.Speculation;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/**
 * Events that wait for a block, in the order of their arrival. Each was accepted on the state that
 * all before it would leave, so a verdict here is the ledger's, unless the order changes. One owner
 * thread.
 */
public final class EventPool {
  private final LedgerRules rules;
  private final PoolLimits limits;
  private final LinkedHashMap<Hash, PendingEvent> events = new LinkedHashMap<>();
  private final TreeMap<Did, Integer> perIssuer = new TreeMap<>();
  private Speculation speculation;
  private long bytes;
  private int ready;

  public EventPool(LedgerRules rules, PoolLimits limits, StateView tip) {
    this.rules = rules;
    this.limits = limits;
    this.speculation = new Speculation(rules, tip);
  }

  /** An event that had to leave, and why. */
  public record Dropped(PreparedEvent event, Verdict.Reject reason) {}

  /**
   * Takes an event whose signatures are verified, or says why not. An event that is already here is
   * accepted again without effect.
   *
   * @param next the block that it would be in
   * @param isReady false to reserve its place until {@link #release}
   */
  public Verdict admit(PreparedEvent event, BlockContext next, boolean isReady) {
    if (events.containsKey(event.event().hash())) {
      return Verdict.accept();
    }
    Verdict verdict = speculation.check(event, next);
    if (!verdict.accepted()) {
      return verdict;
    }
    if (isFull(event)) {
      return Verdict.reject(
          PoolCodes.OVERLOADED, "too many events wait for a block: try again in a moment");
    }
    add(new PendingEvent(event, speculation.apply(event, next), isReady));
    return verdict;
  }

  /** Decides what {@link #admit} would say, the limits aside, whether or not it is signed. */
  public Verdict glance(PreparedEvent event, BlockContext next) {
    return events.containsKey(event.event().hash())
        ? Verdict.accept()
        : speculation.check(event, next);
  }

  /** Decides what {@link #admit} would say and what would follow, without taking the event. */
  public Trial tryOut(PreparedEvent event, BlockContext next) {
    Speculation trial = new Speculation(rules, speculation);
    Verdict verdict = trial.check(event, next);
    List<Movement> movements = verdict.accepted() ? trial.apply(event, next) : List.of();
    Tokens available = Accounts.get(trial, event.event().issuer()).available();
    return new Trial(verdict, event, movements, available);
  }

  /** Lets a reserved event into blocks. */
  public void release(Hash hash) {
    PendingEvent pending = events.get(hash);
    if (pending != null && !pending.ready()) {
      events.put(hash, pending.made(true));
      ready++;
    }
  }

  /**
   * Moves to a new tip: forgets the events that it includes and tries the others again, in order.
   *
   * @param back events that wait again, before all others
   * @return those that are not valid any more
   */
  public List<Dropped> rebase(
      StateView tip, BlockContext next, Set<Hash> included, List<PreparedEvent> back) {
    List<PendingEvent> waiting = List.copyOf(events.values());
    events.clear();
    perIssuer.clear();
    bytes = 0;
    ready = 0;
    speculation = new Speculation(rules, tip);
    List<Dropped> dropped = new ArrayList<>();
    for (PreparedEvent event : back) {
      if (!included.contains(event.event().hash())) {
        refused(event, next, true).ifPresent(dropped::add);
      }
    }
    for (PendingEvent each : waiting) {
      if (!included.contains(each.prepared().event().hash())) {
        refused(each.prepared(), next, each.ready()).ifPresent(dropped::add);
      }
    }
    return dropped;
  }

  private Optional<Dropped> refused(PreparedEvent event, BlockContext next, boolean isReady) {
    return admit(event, next, isReady) instanceof Verdict.Reject reason
        ? Optional.of(new Dropped(event, reason))
        : Optional.empty();
  }

  /** Takes an event out, because a leader found it invalid. */
  public void drop(Hash hash) {
    remove(hash);
  }

  /**
   * Returns the events that may go into a block: in the order of arrival while one block holds them
   * all, else by fee. A live view, to be used up before the pool changes.
   */
  public Iterator<PreparedEvent> readyEvents() {
    Stream<PreparedEvent> arrived =
        events.values().stream().filter(PendingEvent::ready).map(PendingEvent::prepared);
    return exceedsABlock() ? FeeOrder.of(arrived.toList()).iterator() : arrived.iterator();
  }

  private boolean exceedsABlock() {
    GenesisParams.BlockLimits block = rules.params().block();
    return bytes > block.maxBytes() / 2 || ready > block.maxEvents() / 2;
  }

  public boolean contains(Hash hash) {
    return events.containsKey(hash);
  }

  /** Returns an event that waits, if it is here. */
  public Optional<PendingEvent> find(Hash hash) {
    return Optional.ofNullable(events.get(hash));
  }

  /** Returns all events that wait, oldest first. */
  public Collection<PendingEvent> pending() {
    return List.copyOf(events.values());
  }

  public boolean hasEventsOf(Did issuer) {
    return perIssuer.containsKey(issuer);
  }

  /** Returns how many events may go into a block. */
  public int readyCount() {
    return ready;
  }

  public int size() {
    return events.size();
  }

  /** Returns the size of all events that wait, in canonical bytes. */
  public long bytes() {
    return bytes;
  }

  /** Returns the nonce that the issuer's next event must carry. */
  public long nextNonce(Did issuer) {
    return Accounts.get(speculation, issuer).nonce() + 1;
  }

  /** Returns the state with everything that waits applied. */
  public StateView speculativeState() {
    return speculation;
  }

  private boolean isFull(PreparedEvent event) {
    if (event.isUrgent()) {
      return false; // one for each key that cheated, as the state itself says
    }
    return events.size() >= limits.maxEvents()
        || bytes + event.bytes() > limits.maxBytes()
        || perIssuer.getOrDefault(event.event().issuer(), 0) >= limits.maxPerIssuer();
  }

  private void add(PendingEvent pending) {
    events.put(pending.prepared().event().hash(), pending);
    perIssuer.merge(pending.prepared().event().issuer(), 1, Integer::sum);
    bytes += pending.prepared().bytes();
    ready += pending.ready() ? 1 : 0;
  }

  private void remove(Hash hash) {
    PendingEvent pending = events.remove(hash);
    if (pending == null) {
      return;
    }
    perIssuer.computeIfPresent(
        pending.prepared().event().issuer(), (did, count) -> count == 1 ? null : count - 1);
    bytes -= pending.prepared().bytes();
    ready -= pending.ready() ? 1 : 0;
  }
}
