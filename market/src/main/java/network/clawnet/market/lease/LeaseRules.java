package network.clawnet.market.lease;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.kernel.MarketCodes;
import network.clawnet.market.kernel.MarketParams;
import network.clawnet.market.kernel.MarketRule;
import network.clawnet.market.lease.Settlements.Moment;

/** The rules of a lease's steps. Source: docs/protocol/market.md, section 7. */
public final class LeaseRules {
  private final Settlements settlements;

  private LeaseRules(MarketParams params) {
    this.settlements = new Settlements(params);
  }

  /** Returns a rule for each {@link LeaseAction}, in their order. */
  public static List<Rules<?>> rules(MarketParams params) {
    LeaseRules rules = new LeaseRules(params);
    List<Rules<?>> out = new ArrayList<>();
    for (LeaseAction action : LeaseAction.values()) {
      out.add(rules.rule(action));
    }
    return out;
  }

  private Rules<?> rule(LeaseAction action) {
    return switch (action) {
      case METER -> step(action, LeaseStep.meter(), LeaseRules::mayMeter, this::meter);
      case END -> step(action, LeaseStep.plain(), LeaseRules::mayEnd, this::end);
      case CLAIM -> step(action, LeaseStep.claim(), LeaseRules::mayClaim, this::claim);
      case RULE -> step(action, LeaseStep.ruling(), this::mayRule, this::rule);
      case CLOSE -> step(action, LeaseStep.plain(), LeaseRules::any, this::close);
    };
  }

  /** What a step asks besides what all of them ask. */
  private interface Question<P> {
    Verdict ask(Lease lease, P part, EventContext context);
  }

  /** What a step does. */
  private interface Deed<P> {
    void apply(Lease lease, P part, EventContext context, Changes changes);
  }

  private static <P> Rules<?> step(
      LeaseAction action,
      MarketRule.Form<LeaseStep<P>> form,
      Question<? super P> question,
      Deed<? super P> deed) {
    return new MarketRule<>(
        action.heading(),
        form,
        (step, context, view) ->
            LeaseChecks.allowed(
                action, step, context, view, lease -> question.ask(lease, step.part(), context)),
        (step, context, changes) ->
            deed.apply(
                Leases.get(changes, step.leaseId()).orElseThrow(), step.part(), context, changes));
  }

  private static Verdict any(Lease lease, Object part, EventContext context) {
    return Verdict.accept();
  }

  private static Verdict mayMeter(Lease lease, Long units, EventContext context) {
    long most = lease.state() == Lease.State.DISPUTED ? lease.claimed() : lease.rental().units();
    return counted(lease).then(() -> within(lease, units, most));
  }

  /** One side ends a lease that runs; one that is over is settled early by both. */
  private static Verdict mayEnd(Lease lease, Object part, EventContext context) {
    return lease.state() == Lease.State.ACTIVE
        ? Verdict.accept()
        : LeaseChecks.both(lease.rental(), context);
  }

  private static Verdict mayClaim(Lease lease, Long units, EventContext context) {
    return LeaseChecks.unless(
            lease.rental().arbiter().isPresent(),
            MarketCodes.ARBITER_NONE,
            "the lease has no arbiter: nobody could rule")
        .then(() -> within(lease, units, lease.rental().units()));
  }

  private Verdict mayRule(Lease lease, Tokens toProvider, EventContext context) {
    Tokens least = lease.rental().worth(lease.metered());
    Tokens most = settlements.largestRuling(lease);
    boolean fits = toProvider.compareTo(least) >= 0 && toProvider.compareTo(most) <= 0;
    return fits
        ? Verdict.accept()
        : Verdict.reject(LeaseCodes.SHARE, "a ruling gives from " + least + " to " + most)
            .with("least", least.value())
            .with("most", most.value());
  }

  private static Verdict counted(Lease lease) {
    return LeaseChecks.unless(
        !lease.rental().isSubscription(), LeaseCodes.PLAN, "a subscription counts no units");
  }

  private static Verdict within(Lease lease, long units, long most) {
    if (units > most) {
      return Verdict.reject(LeaseCodes.QUOTA, "the lease is for " + most + " units")
          .with("maxUnits", most);
    }
    return units > lease.metered()
        ? Verdict.accept()
        : Verdict.reject(LeaseCodes.METER_BACK, "both have signed more, or as much")
            .with("units", lease.metered());
  }

  /** A total that reaches the claim leaves nothing to rule about. */
  private void meter(Lease lease, Long units, EventContext context, Changes changes) {
    Lease metered = lease.metering(units);
    if (lease.state() == Lease.State.DISPUTED && units == lease.claimed()) {
      settlements.settle(metered, moment(context), changes);
    } else {
      Leases.move(lease, metered, changes);
    }
  }

  private void end(Lease lease, Object part, EventContext context, Changes changes) {
    Rental rental = lease.rental();
    if (rental.isSubscription()) {
      boolean byRenter = context.signedBy(rental.renter());
      settlements.settlePeriods(lease, byRenter, moment(context), changes);
    } else if (LeaseChecks.signedByBoth(rental, context)) {
      settlements.settle(lease, moment(context), changes);
    } else {
      long deadline = context.block().time() + rental.terms().reviewMs();
      Leases.move(lease, lease.at(Lease.State.CLOSING, deadline, context.hash()), changes);
    }
  }

  private void claim(Lease lease, Long units, EventContext context, Changes changes) {
    long deadline = context.block().time() + lease.rental().terms().disputeMs();
    Lease disputed = lease.at(Lease.State.DISPUTED, deadline, context.hash()).claiming(units);
    Leases.move(lease, disputed, changes);
  }

  private void rule(Lease lease, Tokens toProvider, EventContext context, Changes changes) {
    settlements.rule(lease, toProvider, moment(context), changes);
  }

  private void close(Lease lease, Object part, EventContext context, Changes changes) {
    settlements.silence(lease, moment(context), changes);
  }

  private static Moment moment(EventContext context) {
    return new Moment(context.block().time(), context.hash());
  }
}
