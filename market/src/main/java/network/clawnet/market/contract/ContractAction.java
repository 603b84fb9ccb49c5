package network.clawnet.market.contract;

import java.util.List;
import network.clawnet.core.event.FeeClass;
import network.clawnet.market.contract.Contract.State;
import network.clawnet.market.kernel.MarketRule;

/**
 * What can be done to a whole contract, by whom and when. Source: docs/protocol/contract.md,
 * section 3.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists never change
public enum ContractAction {
  NEGOTIATE(
      "negotiate",
      FeeClass.FREE_LANE,
      60,
      ContractSigner.EITHER,
      State.DRAFT,
      State.NEGOTIATING,
      State.PENDING_SIGNATURE,
      State.PENDING_FUNDING),
  SIGN(
      "sign",
      FeeClass.FREE_LANE,
      40,
      ContractSigner.EITHER,
      State.DRAFT,
      State.NEGOTIATING,
      State.PENDING_SIGNATURE),
  FUND("fund", FeeClass.FREE_LANE, 80, ContractSigner.CLIENT, State.PENDING_FUNDING),
  COMPLETE(
      "complete", FeeClass.SETTLEMENT, 100, ContractSigner.CLIENT, State.ACTIVE, State.DISPUTED),
  TERMINATE(
      "terminate",
      FeeClass.SETTLEMENT,
      100,
      ContractSigner.EITHER,
      State.DRAFT,
      State.NEGOTIATING,
      State.PENDING_SIGNATURE,
      State.PENDING_FUNDING,
      State.ACTIVE,
      State.DISPUTED),
  CLOSE(
      "close",
      FeeClass.SETTLEMENT,
      100,
      ContractSigner.ANYBODY,
      State.DRAFT,
      State.NEGOTIATING,
      State.PENDING_SIGNATURE,
      State.PENDING_FUNDING,
      State.ACTIVE,
      State.DISPUTED),
  REVIEW(
      "review", FeeClass.FREE_LANE, 40, ContractSigner.ISSUER, State.COMPLETED, State.TERMINATED);

  private final String verb;
  private final FeeClass feeClass;
  private final int units;
  private final ContractSigner signer;
  private final List<State> states;

  ContractAction(
      String verb, FeeClass feeClass, int units, ContractSigner signer, State... states) {
    this.verb = verb;
    this.feeClass = feeClass;
    this.units = units;
    this.signer = signer;
    this.states = List.of(states);
  }

  /** Returns the event type. */
  public String type() {
    return "contract." + verb;
  }

  ContractSigner signer() {
    return signer;
  }

  boolean fits(State state) {
    return states.contains(state);
  }

  MarketRule.Heading heading() {
    return new MarketRule.Heading(type(), feeClass, units);
  }
}
