package network.clawnet.core.pool;

import java.util.List;
import network.clawnet.core.event.Movement;
import network.clawnet.core.ledger.PreparedEvent;

/**
 * An event in the pool.
 *
 * @param movements money that it would move, as far as the speculative state tells
 * @param ready false while the submitter's record of it is not yet durable: no block may hold it
 */
public record PendingEvent(PreparedEvent prepared, List<Movement> movements, boolean ready) {
  PendingEvent made(boolean nowReady) {
    return new PendingEvent(prepared, movements, nowReady);
  }
}
