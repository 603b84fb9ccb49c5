package network.clawnet.core.ledger;

import java.util.List;
import network.clawnet.core.account.EnvelopeRules;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventCodes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.Movement;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.state.StateView;

/** One event on one state: the envelope's rules, then the type's, in the published order. */
final class EventStep {
  private final EnvelopeRules envelopeRules;

  EventStep(EnvelopeRules envelopeRules) {
    this.envelopeRules = envelopeRules;
  }

  Verdict check(PreparedEvent event, BlockContext block, StateView view) {
    if (event.since() > block.version()) {
      return Verdict.reject(
          EventCodes.TYPE_UNKNOWN, "this type begins with version " + event.since());
    }
    Verdict place = envelopeRules.checkPlace(event.event().envelope(), block, view);
    if (!place.accepted()) {
      return place;
    }
    Verdict fee =
        envelopeRules.checkFee(
            event.event().envelope(),
            event.minimumFee(),
            event.feeClass(),
            event.bytes(),
            new EnvelopeRules.FeeView(view, block));
    return fee.accepted() ? event.check(event.context(block), view) : fee;
  }

  /** Applies an accepted event and returns the money that it moved. */
  List<Movement> apply(PreparedEvent event, BlockContext block, Changes changes) {
    Changes own = new Changes(changes);
    EventContext context = event.context(block);
    envelopeRules.apply(
        event.event().envelope(),
        event.event().hash(),
        event.feeClass(),
        event.bytes(),
        block,
        own);
    event.apply(context, own);
    envelopeRules.touch(context, own);
    own.flushTo(changes);
    return List.copyOf(own.movements());
  }
}
