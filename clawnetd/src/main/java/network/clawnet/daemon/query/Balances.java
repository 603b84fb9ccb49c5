package network.clawnet.daemon.query;

import java.util.List;
import network.clawnet.core.account.Account;
import network.clawnet.core.event.Movement;
import network.clawnet.core.identity.Did;
import network.clawnet.core.pool.PendingEvent;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.LedgerQueries;

/** An account as its owner sees it: what is final, less what leaves it. Pure. */
public final class Balances {
  private Balances() {}

  /**
   * Returns the balance.
   *
   * @param settled as the last final block left it
   * @param pending own events that are not final yet
   */
  public static LedgerQueries.Balance of(
      Did did, Account settled, List<PendingEvent> pending, long nextNonce) {
    Tokens leaving = Tokens.ZERO;
    for (PendingEvent event : pending) {
      leaving = leaving.plus(outgoing(event, did));
    }
    // an account may spend what is still on its way to it: that part is not its balance yet
    Tokens covered = leaving.compareTo(settled.available()) < 0 ? leaving : settled.available();
    return LedgerQueries.Balance.own(
        settled.available().plus(settled.locked()),
        settled.available().minus(covered),
        covered,
        settled.locked(),
        settled.nonce(),
        nextNonce);
  }

  private static Tokens outgoing(PendingEvent event, Did did) {
    Tokens out = event.prepared().event().envelope().fee();
    for (Movement movement : event.movements()) {
      boolean leaves =
          switch (movement.kind()) {
            case TRANSFER, ESCROW_LOCK, STAKE_LOCK, MARKET_LOCK -> true;
            case ESCROW_RELEASE,
                ESCROW_REFUND,
                STAKE_RELEASE,
                STAKE_SLASH,
                MARKET_PAY,
                MARKET_REFUND,
                MARKET_FEE ->
                false;
          };
      if (leaves && movement.from().equals(did)) {
        out = out.plus(movement.amount());
      }
    }
    return out;
  }
}
