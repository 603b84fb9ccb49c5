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
 * The rules of {@code validator.unjail}: whoever missed all its turns of an epoch is back and ready
 * for the epoch after the next. Source: docs/protocol/events.md, section 6.5.
 */
public final class ValidatorUnjails implements Rules<ValidatorUnjail> {
  public static final String TYPE = "validator.unjail";

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
  public ValidatorUnjail decode(Json.Obj payload) throws DecodeException {
    return ValidatorUnjail.decode(payload);
  }

  @Override
  public Tokens minimumFee(ValidatorUnjail event) {
    return Tokens.ZERO;
  }

  @Override
  public Verdict check(ValidatorUnjail event, EventContext context, StateView view) {
    return Ownership.controls(event.validator(), context, view)
        .then(() -> Ownership.alive(event.validator(), view))
        .then(() -> jailed(event, view));
  }

  @Override
  public void apply(ValidatorUnjail event, EventContext context, Changes changes) {
    long epoch = EpochRecord.get(changes).epoch();
    Bonds.put(
        changes,
        event.validator(),
        Bonds.require(changes, event.validator()).unjailed(epoch, context.block().height()));
  }

  private static Verdict jailed(ValidatorUnjail event, StateView view) {
    return Bonds.require(view, event.validator()).standing().jailed()
        ? Verdict.accept()
        : Verdict.reject(StakeCodes.VALIDATOR_NOT_JAILED, "this key is not jailed");
  }
}
