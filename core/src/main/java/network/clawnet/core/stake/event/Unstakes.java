package network.clawnet.core.stake.event;

import network.clawnet.core.account.Funds;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.stake.Bond;
import network.clawnet.core.stake.Bonds;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/**
 * The rules of {@code wallet.unstake}: the controller asks Tokens back. Source:
 * docs/protocol/events.md, section 6.5.
 */
public final class Unstakes implements Rules<StakeAmount> {
  public static final String TYPE = "wallet.unstake";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public FeeClass feeClass() {
    return FeeClass.FREE_LANE;
  }

  @Override
  public int executionUnits() {
    return 40;
  }

  @Override
  public StakeAmount decode(Json.Obj payload) throws DecodeException {
    return StakeAmount.decode(payload);
  }

  @Override
  public Tokens minimumFee(StakeAmount event) {
    return Tokens.ZERO;
  }

  @Override
  public Verdict check(StakeAmount event, EventContext context, StateView view) {
    return Funds.positive(event.amount())
        .then(() -> Ownership.controls(event.validator(), context, view))
        .then(() -> covered(event, view));
  }

  @Override
  public void apply(StakeAmount event, EventContext context, Changes changes) {
    long epoch = EpochRecord.get(changes).epoch();
    Bond bond = Bonds.require(changes, event.validator());
    Bonds.put(
        changes, event.validator(), bond.unstaked(event.amount(), epoch, context.block().height()));
  }

  private static Verdict covered(StakeAmount event, StateView view) {
    Bond bond = Bonds.require(view, event.validator());
    if (event.amount().compareTo(bond.amount()) > 0) {
      return Verdict.reject(StakeCodes.STAKE_OVERDRAWN, "the bond is " + bond.amount() + " Token")
          .with("bond", bond.amount().value());
    }
    return bond.hasRoomToUnbond(EpochRecord.get(view).epoch())
        ? Verdict.accept()
        : Verdict.reject(
            StakeCodes.UNBONDING_LIMIT,
            Bond.MAX_UNBONDING + " amounts are on their way back; wait for one");
  }
}
