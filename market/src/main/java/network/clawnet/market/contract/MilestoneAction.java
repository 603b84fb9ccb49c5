package network.clawnet.market.contract;

import java.util.List;
import network.clawnet.core.event.FeeClass;
import network.clawnet.market.contract.Milestone.State;
import network.clawnet.market.kernel.MarketRule;

/**
 * What can be done to a milestone of a funded contract, by whom and when. Source:
 * docs/protocol/contract.md, section 3.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists never change
public enum MilestoneAction {
  SUBMIT("submit", 60, ContractSigner.PROVIDER, State.PENDING),
  APPROVE("approve", 80, ContractSigner.CLIENT, State.SUBMITTED, State.REJECTED, State.DISPUTED),
  REVISE("revise", 60, ContractSigner.CLIENT, State.SUBMITTED),
  REJECT("reject", 60, ContractSigner.CLIENT, State.SUBMITTED),
  CANCEL(
      "cancel",
      80,
      ContractSigner.PROVIDER,
      State.PENDING,
      State.SUBMITTED,
      State.REJECTED,
      State.DISPUTED),
  DISPUTE("dispute", 60, ContractSigner.EITHER, State.SUBMITTED, State.REJECTED),
  EVIDENCE("evidence", 60, ContractSigner.EITHER, State.DISPUTED),
  RULE("rule", 80, ContractSigner.ARBITER, State.DISPUTED),
  SPLIT(
      "split",
      80,
      ContractSigner.BOTH,
      State.PENDING,
      State.SUBMITTED,
      State.REJECTED,
      State.DISPUTED);

  private final String verb;
  private final int units;
  private final ContractSigner signer;
  private final List<State> states;

  MilestoneAction(String verb, int units, ContractSigner signer, State... states) {
    this.verb = verb;
    this.units = units;
    this.signer = signer;
    this.states = List.of(states);
  }

  /** Returns the event type. */
  public String type() {
    return "contract.milestone." + verb;
  }

  ContractSigner signer() {
    return signer;
  }

  boolean fits(State state) {
    return states.contains(state);
  }

  MarketRule.Heading heading() {
    return new MarketRule.Heading(type(), FeeClass.SETTLEMENT, units);
  }
}
