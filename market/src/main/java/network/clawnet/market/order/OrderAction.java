package network.clawnet.market.order;

import java.util.List;
import network.clawnet.core.event.FeeClass;
import network.clawnet.market.kernel.MarketRule;
import network.clawnet.market.order.Order.State;

/** What can be done to an order, by whom and when. Source: docs/protocol/market.md, section 5. */
@SuppressWarnings("ImmutableEnumChecker") // the lists never change
public enum OrderAction {
  DELIVER("deliver", 30, Signer.SELLER, State.ACTIVE),
  APPROVE("approve", 60, Signer.BUYER, State.DELIVERED, State.REJECTED, State.DISPUTED),
  REVISE("revise", 30, Signer.BUYER, State.DELIVERED),
  REJECT("reject", 30, Signer.BUYER, State.DELIVERED),
  CANCEL(
      "cancel", 60, Signer.SELLER, State.ACTIVE, State.DELIVERED, State.REJECTED, State.DISPUTED),
  DISPUTE("dispute", 30, Signer.EITHER, State.DELIVERED, State.REJECTED),
  EVIDENCE("evidence", 30, Signer.EITHER, State.DISPUTED),
  RULE("rule", 60, Signer.ARBITER, State.DISPUTED),
  SPLIT("split", 60, Signer.BOTH, State.ACTIVE, State.DELIVERED, State.REJECTED, State.DISPUTED),
  CLOSE("close", 60, Signer.ANYBODY, State.ACTIVE, State.DELIVERED, State.REJECTED, State.DISPUTED),
  REVIEW("review", 40, Signer.ISSUER, State.PAID, State.SPLIT);

  private final String verb;
  private final int units;
  private final Signer signer;
  private final List<State> states;

  /** Who must sign. */
  enum Signer {
    BUYER,
    SELLER,
    /** Buyer or seller. */
    EITHER,
    /** Buyer or seller, as issuer. */
    ISSUER,
    BOTH,
    ARBITER,
    ANYBODY
  }

  OrderAction(String verb, int units, Signer signer, State... states) {
    this.verb = verb;
    this.units = units;
    this.signer = signer;
    this.states = List.of(states);
  }

  /** Returns the event type. */
  public String type() {
    return "market.order." + verb;
  }

  Signer signer() {
    return signer;
  }

  boolean fits(State state) {
    return states.contains(state);
  }

  MarketRule.Heading heading() {
    return new MarketRule.Heading(
        type(), this == REVIEW ? FeeClass.FREE_LANE : FeeClass.SETTLEMENT, units);
  }
}
