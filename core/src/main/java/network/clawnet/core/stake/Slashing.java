package network.clawnet.core.stake;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.account.Treasury;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.Movement;
import network.clawnet.core.genesis.StakeParams;
import network.clawnet.core.units.Tokens;

/**
 * What equivocation costs: a part of everything at stake goes to the treasury, and the key never
 * runs an epoch again. Source: docs/protocol/events.md, section 6.5.
 */
public final class Slashing {
  private Slashing() {}

  /** Slashes a key that is not tombstoned yet. */
  public static void apply(PublicKey key, StakeParams params, BlockContext block, Changes changes) {
    Bond bond = UnbondingDue.release(key, params.evidenceEpochs(), block, changes);
    Tokens cut = params.slash(bond.atStake());
    Bonds.put(
        changes, key, without(bond, cut).withStanding(bond.standing().with(Conduct.TOMBSTONED)));
    if (cut.isZero()) {
      return;
    }
    Accounts.takeLocked(changes, bond.controller(), cut);
    Treasury treasury = Treasury.get(changes);
    new Treasury(treasury.balance().plus(cut), treasury.epochFees()).put(changes);
    changes.record(
        new Movement(Movement.Kind.STAKE_SLASH, bond.controller(), bond.controller(), cut, ""));
  }

  /** Takes from the bond first, then from what is on its way back, oldest first. */
  private static Bond without(Bond bond, Tokens cut) {
    long due = cut.value();
    long fromBond = Math.min(due, bond.amount().value());
    due -= fromBond;
    List<Unbonding> rest = new ArrayList<>();
    for (Unbonding entry : bond.unbonding()) {
      long taken = Math.min(due, entry.amount().value());
      due -= taken;
      if (taken < entry.amount().value()) {
        rest.add(entry.withAmount(new Tokens(entry.amount().value() - taken)));
      }
    }
    return bond.withAmount(new Tokens(bond.amount().value() - fromBond)).withUnbonding(rest);
  }
}
