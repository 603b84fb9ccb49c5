package network.clawnet.market.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.arbiter.Seats;
import network.clawnet.market.contract.Contract.Sums;
import network.clawnet.market.kernel.MarketParams;
import network.clawnet.market.reputation.Rating;
import network.clawnet.market.reputation.Ratings;

/**
 * The ways in which milestones, and with the last of them contracts, end. Each presumes that checks
 * have passed.
 */
final class Endings {
  private final MarketParams params;

  Endings(MarketParams params) {
    this.params = params;
  }

  /** Why a milestone ends. */
  private enum Cause {
    /** The client has approved, or has not answered. */
    ACCEPTED,
    /** The provider gives it back. */
    CANCELLED,
    /** Both agree on this milestone. */
    AGREED,
    /** Both agree to end the contract. */
    TERMINATED,
    /** The provider has not submitted, or has not objected to a rejection. */
    FORFEITED,
    RULED,
    /** Nobody has ruled in time. */
    UNRULED
  }

  /** How one milestone ends. */
  private record Outcome(Cause cause, Tokens toProvider) {}

  /** Where and why something happens. */
  record Moment(BlockContext block, Hash event) {}

  void approve(Contract contract, Milestone milestone, Moment at, Changes changes) {
    one(contract, milestone, new Outcome(Cause.ACCEPTED, amount(milestone)), at, changes);
  }

  void cancel(Contract contract, Milestone milestone, Moment at, Changes changes) {
    one(contract, milestone, new Outcome(Cause.CANCELLED, Tokens.ZERO), at, changes);
  }

  void split(Contract contract, Milestone milestone, Tokens part, Moment at, Changes changes) {
    one(contract, milestone, new Outcome(Cause.AGREED, part), at, changes);
  }

  void rule(Contract contract, Milestone milestone, Tokens part, Moment at, Changes changes) {
    one(contract, milestone, new Outcome(Cause.RULED, part), at, changes);
  }

  /** Approves all that runs. */
  void complete(Contract contract, Moment at, Changes changes) {
    end(
        contract,
        it -> Optional.of(new Outcome(Cause.ACCEPTED, amount(it))),
        Contract.State.COMPLETED,
        at,
        changes);
  }

  /** Ends the contract, funded or not. */
  void terminate(Contract contract, Tokens toProvider, Moment at, Changes changes) {
    if (!contract.state().isFunded()) {
      over(contract, Contract.State.TERMINATED, at, changes);
      return;
    }
    long[] left = {toProvider.value()};
    end(
        contract,
        it -> {
          long part = Math.min(left[0], amount(it).value());
          left[0] -= part;
          return Optional.of(new Outcome(Cause.TERMINATED, new Tokens(part)));
        },
        Contract.State.TERMINATED,
        at,
        changes);
  }

  /** Does what silence means for everything that is overdue. */
  void silence(Contract contract, Moment at, Changes changes) {
    if (!contract.state().isFunded()) {
      over(contract, Contract.State.EXPIRED, at, changes);
      return;
    }
    long time = at.block().time();
    boolean unruled =
        contract.milestones().stream()
            .anyMatch(it -> it.state() == Milestone.State.DISPUTED && it.isOverdueAt(time));
    end(
        contract,
        it -> it.isOverdueAt(time) ? Optional.of(silent(contract, it)) : Optional.empty(),
        Contract.State.COMPLETED,
        at,
        changes);
    if (unruled) {
      long returnsAt = time + params.unbondingMs();
      contract.parties().arbiter().ifPresent(it -> Seats.leave(it, returnsAt, changes));
    }
  }

  /** Returns the most that a ruling can give to the provider. */
  Tokens largestRuling(Milestone milestone) {
    return amount(milestone).minus(params.arbitrationFee(amount(milestone)));
  }

  private static Outcome silent(Contract contract, Milestone milestone) {
    return switch (milestone.state()) {
      case PENDING, REJECTED -> new Outcome(Cause.FORFEITED, Tokens.ZERO);
      case SUBMITTED -> new Outcome(Cause.ACCEPTED, amount(milestone));
      case DISPUTED ->
          new Outcome(
              Cause.UNRULED,
              MarketParams.share(amount(milestone), contract.paper().terms().silentShare()));
      case APPROVED, REFUNDED, SPLIT ->
          throw new IllegalStateException("the milestone has ended: " + milestone);
    };
  }

  private void one(
      Contract contract, Milestone milestone, Outcome outcome, Moment at, Changes changes) {
    end(
        contract,
        it -> it.equals(milestone) ? Optional.of(outcome) : Optional.empty(),
        Contract.State.COMPLETED,
        at,
        changes);
  }

  /**
   * Ends milestones, and the contract with the last of them.
   *
   * @param outcomes asked for each that runs, in their order; empty lets it run
   * @param last the contract's state if it ends and the provider has got something
   */
  private void end(
      Contract contract,
      Function<Milestone, Optional<Outcome>> outcomes,
      Contract.State last,
      Moment at,
      Changes changes) {
    List<Milestone> next = new ArrayList<>();
    Settlement settlement = new Settlement(params, contract);
    for (Milestone milestone : contract.milestones()) {
      Optional<Outcome> outcome =
          milestone.state().isFinal() ? Optional.empty() : outcomes.apply(milestone);
      outcome.ifPresent(it -> settle(settlement, milestone, it));
      next.add(
          outcome
              .map(
                  it -> milestone.ended(stateOf(milestone, it), it.toProvider(), at.block().time()))
              .orElse(milestone));
    }
    settlement.pay(changes);
    Contract after = contract.running(next, settlement.sums(), at.event());
    if (next.stream().allMatch(it -> it.state().isFinal())) {
      boolean paid = !after.sums().paid().isZero();
      after = finish(after, paid ? last : Contract.State.TERMINATED, at, changes);
    }
    Contracts.move(contract, after, changes);
  }

  private Milestone.State stateOf(Milestone milestone, Outcome outcome) {
    Tokens part = outcome.toProvider();
    Tokens most = outcome.cause() == Cause.RULED ? largestRuling(milestone) : amount(milestone);
    if (part.isZero()) {
      return Milestone.State.REFUNDED;
    }
    return part.equals(most) ? Milestone.State.APPROVED : Milestone.State.SPLIT;
  }

  private static void settle(Settlement settlement, Milestone milestone, Outcome outcome) {
    Tokens amount = amount(milestone);
    Tokens part = outcome.toProvider();
    switch (outcome.cause()) {
      case ACCEPTED, AGREED, UNRULED -> settlement.add(amount, part, amount, amount);
      case FORFEITED -> {
        settlement.add(amount, part, amount, amount);
        settlement.failed();
      }
      case CANCELLED, TERMINATED -> settlement.add(amount, part, part, part);
      case RULED -> {
        settlement.ruled(amount);
        settlement.add(amount, part, amount.minus(part), amount);
        if (part.isZero()) {
          settlement.failed();
        }
      }
    }
  }

  /** Ends a paper that holds no money. */
  private void over(Contract contract, Contract.State state, Moment at, Changes changes) {
    Contract.Ending none = new Contract.Ending(0, 0, false, false);
    Contract after = contract.ended(state, at.block().time(), none, at.event());
    Contracts.move(contract, after, changes);
  }

  /** A contract that paid counts for both; one in which the provider has failed, for it alone. */
  private static Contract finish(
      Contract contract, Contract.State state, Moment at, Changes changes) {
    long time = at.block().time();
    Sums sums = contract.sums();
    Did client = contract.parties().client();
    Did provider = contract.parties().provider();
    boolean paid = !sums.paid().isZero();
    int providerRating = 0;
    int clientRating = 0;
    if (paid || sums.failed()) {
      int outcome = share(sums.paid(), sums.counted());
      providerRating =
          Ratings.add(
              provider,
              new Rating(contract.id(), client, Rating.Side.SELLER, time, outcome, sums.ruled(), 0),
              changes);
    }
    if (paid) {
      int outcome = share(sums.fair(), sums.counted());
      clientRating =
          Ratings.add(
              client,
              new Rating(
                  contract.id(), provider, Rating.Side.BUYER, time, outcome, sums.ruled(), 0),
              changes);
    }
    Contract.Ending ending = new Contract.Ending(providerRating, clientRating, false, false);
    return contract.ended(state, time, ending, contract.lastEvent());
  }

  private static int share(Tokens part, Tokens whole) {
    return (int) (part.value() * Rating.BEST / whole.value());
  }

  private static Tokens amount(Milestone milestone) {
    return milestone.plan().amount();
  }
}
