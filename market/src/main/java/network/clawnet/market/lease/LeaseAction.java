package network.clawnet.market.lease;

import java.util.List;
import network.clawnet.core.event.FeeClass;
import network.clawnet.market.kernel.MarketRule;
import network.clawnet.market.lease.Lease.State;

/** What can be done to a lease, by whom and when. Source: docs/protocol/market.md, section 7. */
@SuppressWarnings("ImmutableEnumChecker") // the lists never change
public enum LeaseAction {
  METER("meter", 30, Signer.BOTH, State.ACTIVE, State.CLOSING, State.DISPUTED),
  END("end", 60, Signer.EITHER, State.ACTIVE, State.CLOSING, State.DISPUTED),
  CLAIM("claim", 30, Signer.PROVIDER, State.CLOSING),
  RULE("rule", 60, Signer.ARBITER, State.DISPUTED),
  CLOSE("close", 60, Signer.ANYBODY, State.ACTIVE, State.CLOSING, State.DISPUTED);

  private final String verb;
  private final int units;
  private final Signer signer;
  private final List<State> states;

  /** Who must sign. */
  enum Signer {
    PROVIDER,
    EITHER,
    BOTH,
    ARBITER,
    ANYBODY
  }

  LeaseAction(String verb, int units, Signer signer, State... states) {
    this.verb = verb;
    this.units = units;
    this.signer = signer;
    this.states = List.of(states);
  }

  /** Returns the event type. */
  public String type() {
    return "market.lease." + verb;
  }

  Signer signer() {
    return signer;
  }

  boolean fits(State state) {
    return states.contains(state);
  }

  /** The meter may be raised many times, so it takes its turn in the lane. */
  MarketRule.Heading heading() {
    return new MarketRule.Heading(
        type(), this == METER ? FeeClass.FREE_LANE : FeeClass.SETTLEMENT, units);
  }
}
