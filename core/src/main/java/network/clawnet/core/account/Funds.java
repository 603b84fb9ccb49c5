package network.clawnet.core.account;

import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/** The questions that every rule asks before it moves money. Pure. */
public final class Funds {
  private Funds() {}

  /** Refuses an amount of zero. */
  public static Verdict positive(Tokens amount) {
    return amount.isZero()
        ? Verdict.reject(MoneyCodes.ZERO_AMOUNT, "the amount must be at least 1 Token")
        : Verdict.accept();
  }

  /** Refuses unless the issuer has the amount and, on top, the fee that it offers. */
  public static Verdict available(Tokens amount, EventContext context, StateView view) {
    Tokens available = Accounts.get(view, context.issuer()).available();
    long needed = Math.addExact(amount.value(), context.fee().value());
    // nobody has more than the largest amount, so a larger sum is reported as that
    return needed <= available.value()
        ? Verdict.accept()
        : EnvelopeRules.insufficient(new Tokens(Math.min(needed, Tokens.MAX)), available);
  }

  /** Refuses a sum over the largest amount. */
  public static Verdict fits(Tokens present, Tokens amount) {
    return Tokens.inRange(Math.addExact(present.value(), amount.value()))
        ? Verdict.accept()
        : Verdict.reject(MoneyCodes.AMOUNT_OVERFLOW, "the sum would be over " + Tokens.MAX);
  }
}
