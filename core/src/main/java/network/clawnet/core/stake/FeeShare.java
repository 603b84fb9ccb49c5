package network.clawnet.core.stake;

import java.math.BigInteger;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.account.Treasury;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.event.Changes;
import network.clawnet.core.units.Tokens;

/**
 * At the end of an epoch half of its fees go to the validators that ran it, by weight, each share
 * rounded down; the rest stays in the treasury. Source: docs/protocol/events.md, section 5.
 */
public final class FeeShare {
  private FeeShare() {}

  public static void distribute(EpochRecord epoch, Changes changes) {
    Treasury treasury = Treasury.get(changes);
    long half = treasury.epochFees().value() / 2;
    Tokens paid = Tokens.ZERO;
    for (Validator validator : epoch.current().validators()) {
      Bond bond = Bonds.get(changes, validator.key());
      Tokens share = share(half, validator.weight(), epoch.current().totalWeight());
      if (bond != null && !share.isZero()) {
        Accounts.credit(changes, bond.controller(), share);
        paid = paid.plus(share);
      }
    }
    if (!treasury.epochFees().isZero()) {
      new Treasury(treasury.balance().minus(paid), Tokens.ZERO).put(changes);
    }
  }

  private static Tokens share(long pot, long weight, long total) {
    return new Tokens(
        BigInteger.valueOf(pot)
            .multiply(BigInteger.valueOf(weight))
            .divide(BigInteger.valueOf(total))
            .longValueExact());
  }
}
