package network.clawnet.core.sync.plan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What was asked of whom and is not answered yet. */
final class Questions {
  /** Time after which a question counts as unanswered. */
  static final long TIMEOUT_NANOS = 15_000_000_000L;

  private final TreeMap<Long, Open> open = new TreeMap<>();
  private long asked;

  /**
   * A question that waits.
   *
   * @param slot whose blocks were asked for; null for ends of epochs
   */
  record Open(long id, SyncPeer peer, @Nullable Slot slot, long deadline) {}

  /** Notes a question and returns its number. */
  long ask(SyncPeer peer, @Nullable Slot slot, long nowNanos) {
    peer.asked();
    if (slot != null) {
      slot.ask();
    }
    open.put(++asked, new Open(asked, peer, slot, nowNanos + TIMEOUT_NANOS));
    return asked;
  }

  /** Takes out a question; empty if it is not waited for any more. */
  Optional<Open> take(long id) {
    return Optional.ofNullable(open.remove(id));
  }

  List<Open> takeExpired(long nowNanos) {
    return takeAll(it -> it.deadline() <= nowNanos);
  }

  List<Open> takeOf(SyncPeer peer) {
    return takeAll(it -> it.peer() == peer);
  }

  /** Takes out all questions for blocks. */
  List<Open> takeBlocks() {
    return takeAll(it -> it.slot() != null);
  }

  boolean anyForEpochs() {
    return open.values().stream().anyMatch(it -> it.slot() == null);
  }

  boolean anyForBlocks() {
    return open.values().stream().anyMatch(it -> it.slot() != null);
  }

  private List<Open> takeAll(Predicate<Open> which) {
    List<Open> taken = new ArrayList<>();
    for (Iterator<Open> all = open.values().iterator(); all.hasNext(); ) {
      Open next = all.next();
      if (which.test(next)) {
        all.remove();
        taken.add(next);
      }
    }
    return taken;
  }
}
