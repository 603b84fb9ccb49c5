package network.clawnet.core.stake;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.event.DueRules;
import network.clawnet.core.event.Movement;
import network.clawnet.core.genesis.GenesisParams;
import network.clawnet.core.units.Tokens;

/** Gives stake back whose time is over. Source: docs/protocol/events.md, sections 6.5 and 7. */
public final class UnbondingDue implements DueRules {
  /** Class of the entries; the id is the consensus key. */
  public static final int DUE_CLASS = 8;

  private final GenesisParams params;

  public UnbondingDue(GenesisParams params) {
    this.params = params;
  }

  @Override
  public int dueClass() {
    return DUE_CLASS;
  }

  @Override
  public void onDue(DueEntry entry, BlockContext block, Changes changes) {
    PublicKey key = PublicKey.of(entry.id());
    Bond left = release(key, params.stake().evidenceEpochs(), block, changes);
    boolean isHeld =
        left.unbonding().stream().anyMatch(it -> it.hasLeft() && it.maturesAt() <= block.time());
    if (isHeld) {
      // the epochs took longer than they should: whoever cheated in one can still be reported
      changes.schedule(new DueEntry(DUE_CLASS, block.time() + params.epochMs(), entry.id()));
    }
  }

  /**
   * Gives back what is mature.
   *
   * @return the bond without it
   */
  static Bond release(PublicKey key, int evidenceEpochs, BlockContext block, Changes changes) {
    Bond bond = Bonds.require(changes, key);
    long epoch = EpochRecord.get(changes).epoch();
    Tokens mature = Tokens.ZERO;
    List<Unbonding> rest = new ArrayList<>();
    for (Unbonding entry : bond.unbonding()) {
      if (entry.isMature(block.time(), epoch, evidenceEpochs)) {
        mature = mature.plus(entry.amount());
      } else {
        rest.add(entry);
      }
    }
    if (mature.isZero()) {
      return bond;
    }
    Accounts.unlock(changes, bond.controller(), mature);
    changes.record(
        new Movement(
            Movement.Kind.STAKE_RELEASE, bond.controller(), bond.controller(), mature, ""));
    Bond left = bond.withUnbonding(rest);
    Bonds.put(changes, key, left);
    return left;
  }
}
