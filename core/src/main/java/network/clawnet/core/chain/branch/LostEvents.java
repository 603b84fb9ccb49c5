package network.clawnet.core.chain.branch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.pool.EventPool;
import network.clawnet.core.state.StateView;

/**
 * What becomes of events that have lost their place in the pool or in a block: those that may find
 * another are kept, of the others their owners are told. Ledger thread.
 */
final class LostEvents {
  /** Most events out of the pool that are tried again; more are forgotten. */
  static final int MAX_UNDECIDED = 10_000;

  private final EventPool pool;
  private final Places places;
  private final StateView head;
  private final EventFates fates;

  /** Out of the pool, but perhaps not for ever: they are tried again with each final block. */
  private final Map<Hash, PreparedEvent> undecided = new LinkedHashMap<>();

  /** The blocks that may hold an event without the database knowing. */
  record Places(Branches branches, Unwritten unwritten) {}

  /**
   * Knows of none yet.
   *
   * @param head the state after the last final block, as it is whenever it is read
   */
  LostEvents(EventPool pool, Places places, StateView head, EventFates fates) {
    this.pool = pool;
    this.places = places;
    this.head = head;
    this.fates = fates;
  }

  /** Returns whether an event waits for a block or is in one that cannot be read yet. */
  boolean isPending(Hash event) {
    return pool.contains(event)
        || undecided.containsKey(event)
        || places.branches().holds(event)
        || places.unwritten().holds(event);
  }

  /** The event is in a final block. */
  void settled(Hash event) {
    undecided.remove(event);
  }

  /** Lets events of blocks that lost wait again, if they still fit. */
  void tryAgain(List<PreparedEvent> events, BlockContext next) {
    events.forEach(it -> tryAgain(it, next));
  }

  /** Tries all that were undecided on a new head. */
  void decide(BlockContext next) {
    List<PreparedEvent> waiting = List.copyOf(undecided.values());
    undecided.clear();
    tryAgain(waiting, next);
  }

  private void tryAgain(PreparedEvent event, BlockContext next) {
    if (!isPending(event.event().hash())
        && pool.admit(event, next, true) instanceof Verdict.Reject reason) {
      lose(event, reason);
    }
  }

  /**
   * An event has no place now. It is told to be dropped only if that is certain: not while it is in
   * a block itself, only a block that is not final has its nonce, or a later block may take it.
   */
  void lose(PreparedEvent event, Verdict.Reject reason) {
    Envelope envelope = event.event().envelope();
    if (isPending(event.event().hash())) {
      return;
    }
    boolean nonceUsed = reason.code().equals(AccountCodes.NONCE_USED);
    boolean perhaps = nonceUsed && envelope.nonce() > Accounts.get(head, envelope.issuer()).nonce();
    if (perhaps || fates.mayStillFit(reason)) {
      if (undecided.size() < MAX_UNDECIDED) {
        undecided.put(event.event().hash(), event);
      }
      return;
    }
    fates.dropped(
        event, nonceUsed ? naming(places.unwritten().winnerOver(envelope), reason) : reason);
  }

  private static Verdict.Reject naming(Optional<Hash> winner, Verdict.Reject reason) {
    return winner.map(it -> reason.with("winner", it)).orElse(reason);
  }
}
