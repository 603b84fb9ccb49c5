package network.clawnet.core.stake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.genesis.StakeParams;

/**
 * What the last block of an epoch does after its events: it names the set of the epoch after the
 * next and lets the time of stake run that no set counts any more. Source: docs/consensus.md,
 * section 7.
 */
public final class EpochEnd {
  private final EpochRecord ending;
  private final ValidatorSet afterNext;
  private final long maturity;

  private EpochEnd(EpochRecord ending, ValidatorSet afterNext, long maturity) {
    this.ending = ending;
    this.afterNext = afterNext;
    this.maturity = maturity;
  }

  /** Ends an epoch with the block. */
  public static void apply(
      EpochRecord ending, StakeParams params, BlockContext block, Changes changes) {
    Attendance.settle(ending, changes);
    ValidatorSet afterNext = NextSet.after(ending, params, changes);
    EpochEnd end = new EpochEnd(ending, afterNext, block.time() + params.unbondingMs());
    SortedMap<PublicKey, Bond> bonds = NextSet.bonds(ending, changes);
    for (Map.Entry<PublicKey, Bond> entry : bonds.entrySet()) {
      end.settle(entry.getKey(), entry.getValue(), changes);
    }
    ending.following(block.time(), afterNext).put(changes);
  }

  private void settle(PublicKey key, Bond bond, Changes changes) {
    Bond settled = bond;
    if (weightIn(afterNext, key) == bond.amount().value()) {
      settled = settled.withStanding(settled.standing().withWaitingSince(0));
    }
    List<Unbonding> entries = started(bond, key);
    if (!entries.equals(bond.unbonding())) {
      changes.schedule(new DueEntry(UnbondingDue.DUE_CLASS, maturity, key.bytes()));
      settled = settled.withUnbonding(entries);
    }
    if (!settled.equals(bond)) {
      Bonds.put(changes, key, settled);
    }
  }

  /**
   * Returns the entries, the oldest of which begin their time as long as what stays behind covers
   * the key's weight in both sets that are fixed.
   */
  private List<Unbonding> started(Bond bond, PublicKey key) {
    long counted = Math.max(weightIn(ending.next(), key), weightIn(afterNext, key));
    long behind = bond.amount().value();
    for (Unbonding entry : bond.unbonding()) {
      behind += entry.hasLeft() ? 0 : entry.amount().value();
    }
    List<Unbonding> out = new ArrayList<>();
    boolean leaving = true;
    for (Unbonding entry : bond.unbonding()) {
      long without = behind - entry.amount().value();
      leaving &= entry.hasLeft() || without >= counted;
      boolean begins = leaving && !entry.hasLeft();
      behind = begins ? without : behind;
      out.add(begins ? entry.left(ending.epoch(), maturity) : entry);
    }
    return out;
  }

  private static long weightIn(ValidatorSet set, PublicKey key) {
    int index = set.indexOf(key);
    return index < 0 ? 0 : set.weight(index);
  }
}
