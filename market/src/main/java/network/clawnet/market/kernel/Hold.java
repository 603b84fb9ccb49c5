package network.clawnet.market.kernel;

import java.util.Optional;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.account.Treasury;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.Movement;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/**
 * Money that a deal holds: a part of the payer's locked Tokens that this deal alone moves. Every
 * method presumes that a check has passed.
 *
 * @param payee for whom it is held; the payer itself while nobody is known
 * @param reference names the deal in movements
 */
public record Hold(Did payer, Did payee, Tokens amount, String reference) {
  /**
   * How a hold is shared; what is left goes back to the payer.
   *
   * @param toPayee the payee's part, the fee included
   * @param fee what the treasury takes out of the payee's part
   * @param arbiter who is paid for a ruling, if anybody
   */
  public record Shares(Tokens toPayee, Tokens fee, Optional<Did> arbiter, Tokens toArbiter) {
    /** Returns shares without an arbiter's. */
    public static Shares of(Tokens toPayee, Tokens fee) {
      return new Shares(toPayee, fee, Optional.empty(), Tokens.ZERO);
    }
  }

  /** Takes the amount from what the payer has available. */
  public void lock(Changes changes) {
    Accounts.lock(changes, payer, amount);
    record(Movement.Kind.MARKET_LOCK, payer, payee, amount, changes);
  }

  /** Gives all of it back. */
  public void refund(Changes changes) {
    back(amount, changes);
  }

  /** Ends the hold: nothing of it is left afterwards. */
  public void settle(Shares shares, Changes changes) {
    Tokens net = shares.toPayee().minus(shares.fee());
    pay(payee, net, changes);
    if (!shares.fee().isZero()) {
      Accounts.takeLocked(changes, payer, shares.fee());
      Treasury.get(changes).collect(shares.fee()).put(changes);
      record(Movement.Kind.MARKET_FEE, payer, payee, shares.fee(), changes);
    }
    shares.arbiter().ifPresent(arbiter -> pay(arbiter, shares.toArbiter(), changes));
    back(amount.minus(shares.toPayee()).minus(shares.toArbiter()), changes);
  }

  private void pay(Did to, Tokens part, Changes changes) {
    if (!part.isZero()) {
      Accounts.takeLocked(changes, payer, part);
      Accounts.credit(changes, to, part);
      record(Movement.Kind.MARKET_PAY, payer, to, part, changes);
    }
  }

  private void back(Tokens part, Changes changes) {
    if (!part.isZero()) {
      Accounts.unlock(changes, payer, part);
      record(Movement.Kind.MARKET_REFUND, payee, payer, part, changes);
    }
  }

  private void record(Movement.Kind kind, Did from, Did to, Tokens part, Changes changes) {
    changes.record(new Movement(kind, from, to, part, reference));
  }
}
