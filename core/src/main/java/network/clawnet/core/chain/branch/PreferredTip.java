package network.clawnet.core.chain.branch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import network.clawnet.core.block.Header;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.pool.EventPool;
import network.clawnet.core.pool.PendingEvent;

/**
 * The block that the next one will most likely be built on, with the pool upon it: what waits was
 * accepted on the state after this block. Ledger thread.
 */
final class PreferredTip {
  private final Branches branches;
  private final Parents parents;
  private final EventPool pool;
  private final LostEvents lost;
  private final EventFates fates;
  private Hash tip;

  /** Begins at the head. */
  PreferredTip(
      Branches branches, Parents parents, EventPool pool, LostEvents lost, EventFates fates) {
    this.branches = branches;
    this.parents = parents;
    this.pool = pool;
    this.lost = lost;
    this.fates = fates;
    this.tip = parents.head();
  }

  Hash hash() {
    return tip;
  }

  Header header() {
    return parents.header(tip);
  }

  /** Returns an issuer's events in blocks up to the tip, then those that wait; oldest first. */
  List<PendingEvent> eventsOf(Did issuer) {
    List<PendingEvent> pending = new ArrayList<>();
    for (Branch branch : branches.pathTo(tip)) {
      pending.addAll(branch.eventsOf(issuer));
    }
    if (pool.hasEventsOf(issuer)) {
      pool.pending().stream()
          .filter(it -> it.prepared().event().issuer().equals(issuer))
          .forEach(pending::add);
    }
    return pending;
  }

  /** Moves the pool to a block, to the head if the block is not known. */
  void move(Hash block, BlockContext next) {
    Hash target = parents.knows(block) ? block : parents.head();
    if (!target.equals(tip)) {
      List<Branch> left = new ArrayList<>(branches.pathTo(tip));
      left.removeAll(branches.pathTo(target));
      rebase(target, next, eventsOf(left));
    }
  }

  /** The block is final: its events wait no more. */
  void settled(Branch block) {
    for (PreparedEvent event : block.executed().events()) {
      pool.drop(event.event().hash());
      lost.settled(event.event().hash());
    }
  }

  /** Events of blocks that lost wait again, unless the winner, now the head, made them invalid. */
  void comeBack(List<Branch> losers, BlockContext next) {
    List<PreparedEvent> events = eventsOf(losers);
    if (parents.knows(tip)) {
      lost.tryAgain(events, next);
    } else {
      rebase(parents.head(), next, events);
    }
    lost.decide(next);
  }

  /** Returns the events of blocks, parents before children. */
  private static List<PreparedEvent> eventsOf(Collection<Branch> blocks) {
    return blocks.stream()
        .sorted(Comparator.comparingLong(it -> it.block().header().height()))
        .flatMap(it -> it.executed().events().stream())
        .toList();
  }

  /**
   * Moves the pool.
   *
   * @param back events of blocks that are left behind: they go before those that wait, which may
   *     build on them
   */
  private void rebase(Hash target, BlockContext next, List<PreparedEvent> back) {
    tip = target;
    Set<Hash> included = new HashSet<>();
    for (Branch branch : branches.pathTo(target)) {
      branch.executed().events().forEach(it -> included.add(it.event().hash()));
    }
    for (EventPool.Dropped dropped : pool.rebase(parents.view(target), next, included, back)) {
      if (dropped.ready()) {
        lost.lose(dropped.event(), dropped.reason());
      } else {
        fates.dropped(dropped.event(), dropped.reason()); // no other node has seen it yet
      }
    }
  }
}
