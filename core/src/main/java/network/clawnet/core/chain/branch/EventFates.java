package network.clawnet.core.chain.branch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.pool.PoolCodes;

/**
 * Remembers why events left the pool without becoming final, for those who ask later, and tells
 * those who wait. Written on the ledger thread, read from any.
 */
public final class EventFates {
  /** Most dropped events that are remembered; the oldest is forgotten first. */
  private static final int MAX_REMEMBERED = 10_000;

  private final Map<Hash, Verdict.Reject> dropped = new ConcurrentHashMap<>();
  private final LinkedHashMap<Hash, Boolean> order = new LinkedHashMap<>();
  private final DropListener listener;

  /** Makes one that remembers nothing yet. */
  public EventFates(DropListener listener) {
    this.listener = listener;
  }

  /** Told of each event that will not become final. Called on the ledger thread. */
  @FunctionalInterface
  public interface DropListener {
    void onDropped(PreparedEvent event, Verdict.Reject reason);
  }

  /** Remembers and tells the end of an event. */
  public void dropped(PreparedEvent event, Verdict.Reject reason) {
    Hash hash = event.event().hash();
    dropped.put(hash, reason);
    order.put(hash, true);
    if (order.size() > MAX_REMEMBERED) {
      Hash oldest = order.keySet().iterator().next();
      order.remove(oldest);
      dropped.remove(oldest);
    }
    listener.onDropped(event, reason);
  }

  /** Counts a refusal as the end of an event that had been admitted before, if it is one. */
  public void refused(PreparedEvent event, Verdict verdict) {
    if (verdict instanceof Verdict.Reject reason
        && !reason.code().equals(PoolCodes.OVERLOADED)
        && !mayStillFit(reason)) {
      dropped(event, reason);
    }
  }

  /** Returns why an event left the pool, if it is remembered. Any thread. */
  public Optional<Verdict.Reject> reason(Hash hash) {
    return Optional.ofNullable(dropped.get(hash));
  }

  /** Returns whether an event that does not fit this block may fit a later one. */
  boolean mayStillFit(Verdict.Reject reason) {
    return reason.code().equals(AccountCodes.NONCE_GAP)
        || reason.code().equals(AccountCodes.LANE_FULL)
        || reason.code().equals(AccountCodes.EVENT_TOO_EARLY);
  }
}
