package network.clawnet.market.contract;

import java.util.Arrays;
import java.util.List;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.contract.ContractStep.Nothing;
import network.clawnet.market.contract.MilestoneStep.Objection;
import network.clawnet.market.contract.MilestoneStep.Submission;
import network.clawnet.market.kernel.MarketParams;
import network.clawnet.market.kernel.MarketRule;
import network.clawnet.market.order.OrderCodes;

/** The rules of what is done to one milestone. Source: docs/protocol/contract.md, section 3. */
public final class MilestoneRules {
  private final Endings endings;

  private MilestoneRules(MarketParams params) {
    this.endings = new Endings(params);
  }

  /** Returns a rule for each {@link MilestoneAction}, in their order. */
  public static List<Rules<?>> rules(MarketParams params) {
    MilestoneRules rules = new MilestoneRules(params);
    return Arrays.stream(MilestoneAction.values()).<Rules<?>>map(rules::rule).toList();
  }

  private Rules<?> rule(MilestoneAction action) {
    return switch (action) {
      case SUBMIT ->
          step(action, MilestoneStep.submission(), MilestoneRules::any, MilestoneRules::submit);
      case APPROVE -> step(action, MilestoneStep.noted(), MilestoneRules::any, this::approve);
      case REVISE ->
          step(action, MilestoneStep.reason(), MilestoneRules::mayRevise, MilestoneRules::revise);
      case REJECT ->
          step(action, MilestoneStep.reason(), MilestoneRules::any, MilestoneRules::reject);
      case CANCEL -> step(action, MilestoneStep.reason(), MilestoneRules::any, this::cancel);
      case DISPUTE ->
          step(action, MilestoneStep.objection(), MilestoneRules::any, MilestoneRules::dispute);
      case EVIDENCE ->
          step(action, MilestoneStep.evidence(), MilestoneRules::hasRoom, MilestoneRules::evidence);
      case RULE -> step(action, MilestoneStep.share(), this::mayRule, this::rule);
      case SPLIT -> step(action, MilestoneStep.share(), MilestoneRules::maySplit, this::split);
    };
  }

  /** What a step asks besides what all of them ask. */
  private interface Question<P> {
    Verdict ask(Milestone milestone, P part);
  }

  /** Where a step happens. */
  private record Place(Contract contract, Milestone milestone, EventContext context) {
    long time() {
      return context.block().time();
    }

    Endings.Moment moment() {
      return ContractRules.moment(context);
    }

    void move(Milestone next, Changes changes) {
      Contracts.move(contract, contract.with(next, context.hash()), changes);
    }
  }

  /** What a step does. */
  private interface Deed<P> {
    void apply(Place at, P part, Changes changes);
  }

  private static <P> Rules<?> step(
      MilestoneAction action,
      MarketRule.Form<MilestoneStep<P>> form,
      Question<? super P> question,
      Deed<? super P> deed) {
    return new MarketRule<>(
        action.heading(),
        form,
        (step, context, view) ->
            ContractChecks.allowed(
                action,
                step,
                context,
                view,
                (contract, milestone) -> question.ask(milestone, step.part())),
        (step, context, changes) -> {
          Contract contract = Contracts.get(changes, step.base().contractId()).orElseThrow();
          Milestone milestone = contract.milestone(step.milestoneId()).orElseThrow();
          deed.apply(new Place(contract, milestone, context), step.part(), changes);
        });
  }

  private static Verdict any(Milestone milestone, Object part) {
    return Verdict.accept();
  }

  private static Verdict mayRevise(Milestone milestone, String reason) {
    return ContractChecks.unless(
        milestone.revisionsLeft() > 0,
        OrderCodes.REVISIONS_USED,
        "no revision is left: approve, reject or dispute");
  }

  private static Verdict hasRoom(Milestone milestone, List<Hash> evidence) {
    return ContractChecks.unless(
        milestone.evidence() + evidence.size() <= MilestoneStep.MAX_EVIDENCE,
        OrderCodes.EVIDENCE_LIMIT,
        "a milestone has at most " + MilestoneStep.MAX_EVIDENCE + " hashes of evidence");
  }

  private Verdict mayRule(Milestone milestone, Tokens toProvider) {
    return ContractRules.covered(toProvider, endings.largestRuling(milestone));
  }

  private static Verdict maySplit(Milestone milestone, Tokens toProvider) {
    return ContractRules.covered(toProvider, milestone.plan().amount());
  }

  private static void submit(Place at, Submission part, Changes changes) {
    long deadline = at.time() + at.contract().paper().terms().reviewMs();
    at.move(at.milestone().submitted(part.contentHash(), deadline), changes);
  }

  private void approve(Place at, Nothing part, Changes changes) {
    endings.approve(at.contract(), at.milestone(), at.moment(), changes);
  }

  private static void revise(Place at, String reason, Changes changes) {
    at.move(at.milestone().revising(at.time()), changes);
  }

  private static void reject(Place at, String reason, Changes changes) {
    long deadline = at.time() + at.contract().paper().terms().reviewMs();
    at.move(at.milestone().at(Milestone.State.REJECTED, deadline), changes);
  }

  private void cancel(Place at, String reason, Changes changes) {
    endings.cancel(at.contract(), at.milestone(), at.moment(), changes);
  }

  private static void dispute(Place at, Objection part, Changes changes) {
    long deadline = at.time() + at.contract().paper().terms().disputeMs();
    Milestone next = at.milestone().at(Milestone.State.DISPUTED, deadline);
    at.move(next.withEvidence(part.evidence().size()), changes);
  }

  private static void evidence(Place at, List<Hash> part, Changes changes) {
    at.move(at.milestone().withEvidence(part.size()), changes);
  }

  private void rule(Place at, Tokens toProvider, Changes changes) {
    endings.rule(at.contract(), at.milestone(), toProvider, at.moment(), changes);
  }

  private void split(Place at, Tokens toProvider, Changes changes) {
    endings.split(at.contract(), at.milestone(), toProvider, at.moment(), changes);
  }
}
