package network.clawnet.market.order;

import java.util.Optional;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateView;
import network.clawnet.market.arbiter.Seats;
import network.clawnet.market.kernel.MarketCodes;

/** Who would rule over a deal that begins with an event. Source: docs/protocol/market.md, 6. */
public final class Arbitration {
  private Arbitration() {}

  /** Refuses a deal without an eligible arbiter, unless its parties do without. */
  public static Verdict ready(
      StateView view, EventContext context, Did buyer, Did seller, boolean without) {
    return without || arbiter(view, context, buyer, seller).isPresent()
        ? Verdict.accept()
        : Verdict.reject(
            MarketCodes.ARBITER_NONE,
            "no arbiter is eligible: pass withoutArbiter true to deal without one");
  }

  /** Returns the arbiter, empty where none is eligible. */
  public static Optional<Did> arbiter(StateView view, EventContext context, Did buyer, Did seller) {
    return Seats.draw(view, context.hash(), context.block(), buyer, seller);
  }
}
