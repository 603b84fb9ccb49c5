package network.clawnet.core.stake.event;

import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.stake.Bonds;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/**
 * The rules of {@code validator.ready}: a newcomer says that its node runs and will take part in
 * the epoch after the next. Source: docs/protocol/events.md, section 6.5.
 */
public final class ValidatorReadies implements Rules<ValidatorReady> {
  public static final String TYPE = "validator.ready";

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
  public ValidatorReady decode(Json.Obj payload) throws DecodeException {
    return ValidatorReady.decode(payload);
  }

  @Override
  public Tokens minimumFee(ValidatorReady event) {
    return Tokens.ZERO;
  }

  @Override
  public Verdict check(ValidatorReady event, EventContext context, StateView view) {
    return Ownership.controls(event.validator(), context, view)
        .then(() -> Ownership.alive(event.validator(), view))
        .then(() -> free(event, view));
  }

  private static Verdict free(ValidatorReady event, StateView view) {
    return Bonds.require(view, event.validator()).standing().jailed()
        ? Verdict.reject(
            StakeCodes.VALIDATOR_JAILED,
            "this key missed all its turns of an epoch: \"validator.unjail\" says that it is back")
        : Verdict.accept();
  }

  @Override
  public void apply(ValidatorReady event, EventContext context, Changes changes) {
    long epoch = EpochRecord.get(changes).epoch();
    Bonds.put(changes, event.validator(), Bonds.require(changes, event.validator()).readyIn(epoch));
  }
}
