package network.clawnet.market.arbiter;

import java.util.List;
import java.util.Set;
import network.clawnet.core.account.Funds;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.kernel.MarketParams;
import network.clawnet.market.kernel.MarketRule;

/** The rules of {@code market.arbiter.*}. Source: docs/protocol/market.md, section 6. */
public final class SeatRules {
  public static final String STAKE = "market.arbiter.stake";
  public static final String UNSTAKE = "market.arbiter.unstake";

  private static final int UNITS = 30;

  private SeatRules() {}

  /** Payload of {@code market.arbiter.unstake}: nothing. */
  private enum Nothing {
    NOTHING
  }

  public static List<Rules<?>> rules(MarketParams params) {
    return List.of(stake(params), unstake(params));
  }

  private static Rules<Tokens> stake(MarketParams params) {
    return new MarketRule<>(
        new MarketRule.Heading(STAKE, FeeClass.FREE_LANE, UNITS),
        new MarketRule.Form<>(Set.of("amount"), in -> in.amount("amount")),
        (amount, context, view) ->
            price(amount, params)
                .then(() -> noSeat(context, view))
                .then(() -> Funds.available(amount, context, view)),
        (amount, context, changes) ->
            Seats.take(context.issuer(), amount, context.block().time(), changes));
  }

  private static Rules<Nothing> unstake(MarketParams params) {
    return new MarketRule<>(
        new MarketRule.Heading(UNSTAKE, FeeClass.SETTLEMENT, UNITS),
        new MarketRule.Form<>(Set.of(), in -> Nothing.NOTHING),
        (nothing, context, view) -> seat(context, view),
        (nothing, context, changes) ->
            Seats.leave(context.issuer(), context.block().time() + params.unbondingMs(), changes));
  }

  private static Verdict price(Tokens amount, MarketParams params) {
    return amount.equals(params.seatStake())
        ? Verdict.accept()
        : Verdict.reject(ArbiterCodes.STAKE, "a seat costs " + params.seatStake() + " Token")
            .with("needed", params.seatStake().value());
  }

  private static Verdict noSeat(EventContext context, StateView view) {
    return Seats.get(view, context.issuer()).isEmpty()
        ? Verdict.accept()
        : Verdict.reject(ArbiterCodes.EXISTS, "you have a seat, or its money is on the way back");
  }

  private static Verdict seat(EventContext context, StateView view) {
    return Seats.get(view, context.issuer()).filter(Seat::isDrawn).isPresent()
        ? Verdict.accept()
        : Verdict.reject(ArbiterCodes.NOT_FOUND, "you have no seat");
  }
}
