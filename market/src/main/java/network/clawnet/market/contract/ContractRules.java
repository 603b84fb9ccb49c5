package network.clawnet.market.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.account.Funds;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.contract.ContractStep.Funding;
import network.clawnet.market.contract.ContractStep.Nothing;
import network.clawnet.market.contract.ContractStep.Stars;
import network.clawnet.market.contract.ContractStep.Termination;
import network.clawnet.market.kernel.MarketParams;
import network.clawnet.market.kernel.MarketRule;
import network.clawnet.market.kernel.Relations;
import network.clawnet.market.kernel.Terms;
import network.clawnet.market.order.Arbitration;
import network.clawnet.market.order.OrderCodes;
import network.clawnet.market.order.PlaceRules;
import network.clawnet.market.reputation.Ratings;

/** The rules of what is done to a whole contract. Source: docs/protocol/contract.md. */
public final class ContractRules {
  private final Endings endings;

  private ContractRules(MarketParams params) {
    this.endings = new Endings(params);
  }

  /** Returns a rule for each {@link ContractAction}, in their order. */
  public static List<Rules<?>> rules(MarketParams params) {
    ContractRules rules = new ContractRules(params);
    return Arrays.stream(ContractAction.values()).<Rules<?>>map(rules::rule).toList();
  }

  private Rules<?> rule(ContractAction action) {
    return switch (action) {
      case NEGOTIATE ->
          step(action, ContractStep.offered(), ContractRules::mayOffer, ContractRules::negotiate);
      case SIGN -> step(action, ContractStep.plain(), ContractRules::maySign, ContractRules::sign);
      case FUND -> step(action, ContractStep.funding(), ContractRules::mayFund, this::fund);
      case COMPLETE ->
          step(action, ContractStep.plain(), ContractRules::mayComplete, this::complete);
      case TERMINATE ->
          step(
              action,
              ContractStep.termination(),
              ContractRules::haveAgreed,
              ContractRules::mayShare,
              this::terminate);
      case CLOSE -> step(action, ContractStep.plain(), ContractRules::any, this::close);
      case REVIEW ->
          step(action, ContractStep.stars(), ContractRules::mayReview, ContractRules::review);
    };
  }

  /** What a step asks besides what all of them ask. */
  private interface Question<P> {
    Verdict ask(Contract contract, P part, EventContext context, StateView view);
  }

  /** What a step does. */
  private interface Deed<P> {
    void apply(Contract contract, P part, EventContext context, Changes changes);
  }

  private static <P> Rules<?> step(
      ContractAction action,
      MarketRule.Form<ContractStep<P>> form,
      Question<? super P> question,
      Deed<? super P> deed) {
    return step(action, form, ContractRules::any, question, deed);
  }

  /** Joins a step whose signatures depend on what is asked for. */
  private static <P> Rules<?> step(
      ContractAction action,
      MarketRule.Form<ContractStep<P>> form,
      Question<? super P> signatures,
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
                contract -> signatures.ask(contract, step.part(), context, view),
                contract -> question.ask(contract, step.part(), context, view)),
        (step, context, changes) ->
            deed.apply(contract(step, changes), step.part(), context, changes));
  }

  private static Contract contract(ContractStep<?> step, StateView view) {
    return Contracts.get(view, step.contractId()).orElseThrow();
  }

  private static Verdict any(Contract contract, Object part, EventContext context, StateView view) {
    return Verdict.accept();
  }

  private static Verdict mayOffer(
      Contract contract, Offered part, EventContext context, StateView view) {
    return part.check(context);
  }

  private static Verdict maySign(
      Contract contract, Nothing part, EventContext context, StateView view) {
    Contract.Progress now = contract.progress();
    boolean anew =
        (contract.signedByClient(context) && !now.signedByClient())
            || (contract.signedByProvider(context) && !now.signedByProvider());
    return ContractChecks.unless(anew, ContractCodes.SIGNED, "you have signed this already");
  }

  private static Verdict mayFund(
      Contract contract, Funding part, EventContext context, StateView view) {
    Did client = contract.parties().client();
    Did provider = contract.parties().provider();
    return Relations.apart(view, client, provider, Optional.empty())
        .then(() -> PlaceRules.priced(part.amount(), contract.price()))
        .then(() -> Arbitration.ready(view, context, client, provider, part.withoutArbiter()))
        .then(() -> Funds.available(part.amount(), context, view));
  }

  private static Verdict mayComplete(
      Contract contract, Nothing part, EventContext context, StateView view) {
    return contract.milestones().stream()
        .filter(it -> it.state() == Milestone.State.PENDING)
        .findFirst()
        .<Verdict>map(
            it ->
                Verdict.reject(
                        ContractCodes.MILESTONE_OPEN,
                        "a milestone has not been submitted: approve what was, or terminate")
                    .with("milestone", Json.of(it.plan().id())))
        .orElseGet(Verdict::accept);
  }

  /** Nobody decides alone about the other's money. */
  private static Verdict haveAgreed(
      Contract contract, Termination part, EventContext context, StateView view) {
    boolean client = contract.signedByClient(context);
    boolean provider = contract.signedByProvider(context);
    boolean givesBack = provider && part.toProvider().isZero();
    return ContractChecks.both(!contract.state().isFunded() || givesBack || (client && provider));
  }

  private static Verdict mayShare(
      Contract contract, Termination part, EventContext context, StateView view) {
    return covered(part.toProvider(), contract.held());
  }

  /** Refuses to share more than there is. */
  static Verdict covered(Tokens toProvider, Tokens remaining) {
    return toProvider.compareTo(remaining) <= 0
        ? Verdict.accept()
        : Verdict.reject(ContractCodes.OVERDRAWN, "there are only " + remaining + " Token to share")
            .with("remaining", remaining.value());
  }

  private static Verdict mayReview(
      Contract contract, Stars part, EventContext context, StateView view) {
    Contract.Ending ending = contract.ending().orElseThrow();
    boolean done =
        isClient(contract, context) ? ending.reviewedByClient() : ending.reviewedByProvider();
    return ContractChecks.unless(!done, OrderCodes.REVIEW_EXISTS, "you have reviewed this contract")
        .then(
            () ->
                ContractChecks.unless(
                    context.block().time() - contract.deadline() <= Terms.MAX_WINDOW_MS,
                    OrderCodes.REVIEW_LATE,
                    "the contract ended too long ago"));
  }

  private static void negotiate(
      Contract contract, Offered part, EventContext context, Changes changes) {
    Terms terms = part.terms().orElse(contract.paper().terms());
    List<Milestone> milestones =
        part.milestones()
            .map(it -> it.stream().map(item -> item.planned(terms)).toList())
            .orElse(contract.milestones());
    Contract.Progress next =
        contract.progress().unsigned(part.expiresAt().orElse(contract.progress().until()));
    Contract after =
        contract.with(new Contract.Paper(terms, context.hash()), milestones, next, context.hash());
    part.about().ifPresent(it -> Contracts.describe(contract.id(), it, changes));
    Contracts.move(contract, after, changes);
  }

  private static void sign(Contract contract, Nothing part, EventContext context, Changes changes) {
    Contract.Progress now = contract.progress();
    Contract.Progress next =
        now.signed(
            now.signedByClient() || contract.signedByClient(context),
            now.signedByProvider() || contract.signedByProvider(context));
    Contracts.move(contract, contract.with(next, context.hash()), changes);
  }

  private void fund(Contract contract, Funding part, EventContext context, Changes changes) {
    long now = context.block().time();
    Contract.Parties parties = contract.parties();
    Optional<Did> arbiter =
        Arbitration.arbiter(changes, context, parties.client(), parties.provider());
    int revisions = contract.paper().terms().revisions();
    List<Milestone> started =
        contract.milestones().stream().map(it -> it.started(now, revisions)).toList();
    Contract after =
        contract
            .judgedBy(arbiter)
            .with(contract.paper(), started, contract.progress().funded(now), context.hash());
    contract.hold(contract.price()).lock(changes);
    Contracts.move(contract, after, changes);
  }

  private void complete(Contract contract, Nothing part, EventContext context, Changes changes) {
    endings.complete(contract, moment(context), changes);
  }

  private void terminate(
      Contract contract, Termination part, EventContext context, Changes changes) {
    endings.terminate(contract, part.toProvider(), moment(context), changes);
  }

  private void close(Contract contract, Nothing part, EventContext context, Changes changes) {
    endings.silence(contract, moment(context), changes);
  }

  private static void review(Contract contract, Stars part, EventContext context, Changes changes) {
    Contract.Ending ending = contract.ending().orElseThrow();
    boolean byClient = isClient(contract, context);
    if (byClient) {
      Ratings.review(
          contract.parties().provider(), ending.providerRating(), part.rating(), changes);
    } else {
      Ratings.review(contract.parties().client(), ending.clientRating(), part.rating(), changes);
    }
    Contracts.put(
        contract.ended(
            contract.state(), contract.deadline(), ending.reviewed(byClient), context.hash()),
        changes);
  }

  private static boolean isClient(Contract contract, EventContext context) {
    return contract.parties().client().equals(context.issuer());
  }

  static Endings.Moment moment(EventContext context) {
    return new Endings.Moment(context.block(), context.hash());
  }
}
