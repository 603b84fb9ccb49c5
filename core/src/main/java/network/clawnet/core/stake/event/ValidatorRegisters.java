package network.clawnet.core.stake.event;

import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.consensus.vote.SignatureCheck;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.stake.Bond;
import network.clawnet.core.stake.Bonds;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/**
 * The rules of {@code validator.register}: the issuer becomes the controller of a consensus key.
 * Source: docs/protocol/events.md, section 6.5.
 */
public final class ValidatorRegisters implements Rules<ValidatorRegister> {
  public static final String TYPE = "validator.register";

  private final Hash chainId;
  private final Tokens fee;
  private final SignatureCheck signatures;

  ValidatorRegisters(Hash chainId, Tokens fee, SignatureCheck signatures) {
    this.chainId = chainId;
    this.fee = fee;
    this.signatures = signatures;
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
    return 150;
  }

  @Override
  public ValidatorRegister decode(Json.Obj payload) throws DecodeException {
    return ValidatorRegister.decode(payload);
  }

  @Override
  public Tokens minimumFee(ValidatorRegister event) {
    return fee;
  }

  @Override
  public Verdict check(ValidatorRegister event, EventContext context, StateView view) {
    if (Bonds.get(view, event.validator()) != null) {
      return Verdict.reject(StakeCodes.VALIDATOR_EXISTS, "this key is registered already");
    }
    byte[] signed = ValidatorRegister.possession(chainId, context.issuer());
    return signatures.verify(event.validator(), signed, event.pop())
        ? Verdict.accept()
        : Verdict.reject(
            StakeCodes.POSSESSION_INVALID, "\"pop\" is not the key's signature for this issuer");
  }

  @Override
  public void apply(ValidatorRegister event, EventContext context, Changes changes) {
    Bonds.put(changes, event.validator(), Bond.of(context.issuer()));
  }
}
