package network.clawnet.core.chain.branch;

import java.util.List;
import network.clawnet.core.account.Account;
import network.clawnet.core.pool.PendingEvent;

/**
 * An account at one moment.
 *
 * @param settled as the last final block left it
 * @param pending own events that are not final yet, oldest first
 * @param nextNonce nonce that the next event must carry
 */
public record AccountMoment(Account settled, List<PendingEvent> pending, long nextNonce) {
  public AccountMoment {
    pending = List.copyOf(pending);
  }
}
