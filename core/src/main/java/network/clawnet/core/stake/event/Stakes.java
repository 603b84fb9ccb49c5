package network.clawnet.core.stake.event;

import network.clawnet.core.account.Accounts;
import network.clawnet.core.account.Funds;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.Movement;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.genesis.StakeParams;
import network.clawnet.core.stake.Bond;
import network.clawnet.core.stake.Bonds;
import network.clawnet.core.stake.Roster;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/**
 * The rules of {@code wallet.stake}: the controller puts Tokens behind its key. Source:
 * docs/protocol/events.md, section 6.5.
 */
public final class Stakes implements Rules<StakeAmount> {
  public static final String TYPE = "wallet.stake";

  private final StakeParams params;
  private final Tokens fee;

  Stakes(StakeParams params, Tokens fee) {
    this.params = params;
    this.fee = fee;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public FeeClass feeClass() {
    return FeeClass.PAID;
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
    return fee;
  }

  @Override
  public Verdict check(StakeAmount event, EventContext context, StateView view) {
    return Funds.positive(event.amount())
        .then(() -> Ownership.controls(event.validator(), context, view))
        .then(() -> Ownership.alive(event.validator(), view))
        .then(() -> Funds.fits(bond(event, view).amount(), event.amount()))
        .then(() -> large(event, view))
        .then(() -> room(event, view))
        .then(() -> Funds.available(event.amount(), context, view));
  }

  @Override
  public void apply(StakeAmount event, EventContext context, Changes changes) {
    Accounts.lock(changes, context.issuer(), event.amount());
    Bond bond = bond(event, changes).staked(event.amount(), context.block().height());
    Bonds.put(changes, event.validator(), bond);
    changes.record(
        new Movement(
            Movement.Kind.STAKE_LOCK, context.issuer(), context.issuer(), event.amount(), ""));
  }

  private Verdict large(StakeAmount event, StateView view) {
    return bond(event, view).amount().plus(event.amount()).value() >= params.minStake()
        ? Verdict.accept()
        : Verdict.reject(
                StakeCodes.STAKE_TOO_SMALL, "a bond has at least " + params.minStake() + " Token")
            .with("minStake", params.minStake());
  }

  private static Verdict room(StakeAmount event, StateView view) {
    return Roster.get(view).hasRoomFor(event.validator())
        ? Verdict.accept()
        : Verdict.reject(
            StakeCodes.VALIDATORS_FULL, Roster.MAX + " keys have stake already; wait for one");
  }

  private static Bond bond(StakeAmount event, StateView view) {
    return Bonds.require(view, event.validator());
  }
}
