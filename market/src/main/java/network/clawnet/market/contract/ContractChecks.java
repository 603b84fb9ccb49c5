package network.clawnet.market.contract;

import java.util.Optional;
import java.util.function.Function;
import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateView;
import org.jspecify.annotations.Nullable;

/** The questions that every step answers first, in the published order. */
final class ContractChecks {
  private ContractChecks() {}

  /** What else is asked. */
  interface Next extends Function<Contract, Verdict> {}

  /** What else is asked of a milestone. */
  interface NextOfMilestone {
    Verdict ask(Contract contract, Milestone milestone);
  }

  /**
   * Asks on about a contract to which the action may be done now by whoever signed.
   *
   * @param signatures what is asked of the signatures besides, right after them
   */
  static Verdict allowed(
      ContractAction action,
      ContractStep<?> step,
      EventContext context,
      StateView view,
      Next signatures,
      Next next) {
    Contract contract = Contracts.get(view, step.contractId()).orElse(null);
    if (contract == null) {
      return notFound(step);
    }
    return running(action == ContractAction.REVIEW, contract)
        .then(() -> signed(action.signer(), contract, context))
        .then(() -> signatures.apply(contract))
        .then(() -> inTime(action, contract, context.block().time()))
        .then(() -> inState(action, contract))
        .then(() -> current(contract, step.resourcePrev()))
        .then(() -> next.apply(contract));
  }

  /** Asks on about a milestone to which the action may be done now by whoever signed. */
  static Verdict allowed(
      MilestoneAction action,
      MilestoneStep<?> step,
      EventContext context,
      StateView view,
      NextOfMilestone next) {
    Contract contract = Contracts.get(view, step.base().contractId()).orElse(null);
    if (contract == null) {
      return notFound(step.base());
    }
    Milestone milestone = contract.milestone(step.milestoneId()).orElse(null);
    return running(false, contract)
        .then(() -> signed(action.signer(), contract, context))
        .then(() -> onMilestone(action, step, contract, milestone, context, next));
  }

  private static Verdict onMilestone(
      MilestoneAction action,
      MilestoneStep<?> step,
      Contract contract,
      @Nullable Milestone milestone,
      EventContext context,
      NextOfMilestone next) {
    if (milestone == null) {
      return Verdict.reject(
          ContractCodes.MILESTONE_NOT_FOUND, "no milestone \"" + step.milestoneId() + "\"");
    }
    return inTime(contract, milestone, context.block().time())
        .then(() -> inState(action, contract, milestone, context))
        .then(() -> current(contract, step.base().resourcePrev()))
        .then(() -> next.ask(contract, milestone));
  }

  private static Verdict notFound(ContractStep<?> step) {
    return Verdict.reject(ContractCodes.NOT_FOUND, "no contract " + step.contractId());
  }

  private static Verdict running(boolean endedToo, Contract contract) {
    return contract.state().isFinal() && !endedToo
        ? inState(ContractCodes.ENDED, "the contract has ended", contract.state().text())
        : Verdict.accept();
  }

  private static Verdict signed(ContractSigner signer, Contract contract, EventContext context) {
    boolean client = contract.signedByClient(context);
    boolean provider = contract.signedByProvider(context);
    return switch (signer) {
      case ANYBODY -> Verdict.accept();
      case CLIENT -> unless(client, ContractCodes.NOT_CLIENT, "only the client may do this");
      case PROVIDER ->
          unless(provider, ContractCodes.NOT_PROVIDER, "only the provider may do this");
      case EITHER -> party(client || provider);
      case ISSUER -> party(contract.parties().has(context.issuer()));
      case BOTH -> party(client || provider).then(() -> both(client && provider));
      case ARBITER -> {
        Optional<Did> arbiter = contract.parties().arbiter().filter(context::signedBy);
        yield unless(
            arbiter.isPresent(),
            ContractCodes.NOT_ARBITER,
            "only the contract's arbiter may do this");
      }
    };
  }

  private static Verdict party(boolean is) {
    return unless(is, ContractCodes.NOT_PARTY, "only client and provider may do this");
  }

  /** Refuses what only one side has signed. */
  static Verdict both(boolean have) {
    return unless(
        have, ContractCodes.COSIGN_MISSING, "this needs client and provider: add a cosign");
  }

  /** Accepts if a condition holds. */
  static Verdict unless(boolean fine, RejectCode code, String message) {
    return fine ? Verdict.accept() : Verdict.reject(code, message);
  }

  private static Verdict inTime(ContractAction action, Contract contract, long time) {
    boolean overdue = contract.isOverdueAt(time);
    if (action == ContractAction.CLOSE) {
      return overdue
          ? Verdict.accept()
          : Verdict.reject(ContractCodes.NOT_OVERDUE, "no deadline has passed yet")
              .with("deadline", contract.deadline());
    }
    return overdue ? overdue(contract.deadline()) : Verdict.accept();
  }

  private static Verdict inTime(Contract contract, Milestone milestone, long time) {
    if (!contract.state().isFunded()) {
      return contract.isOverdueAt(time) ? overdue(contract.deadline()) : Verdict.accept();
    }
    return milestone.isOverdueAt(time) ? overdue(milestone.deadline()) : Verdict.accept();
  }

  private static Verdict overdue(long deadline) {
    return Verdict.reject(ContractCodes.OVERDUE, "the deadline has passed: close the contract")
        .with("deadline", deadline);
  }

  private static Verdict inState(ContractAction action, Contract contract) {
    boolean paid = action != ContractAction.REVIEW || !contract.sums().paid().isZero();
    return action.fits(contract.state()) && paid
        ? Verdict.accept()
        : inState(
            ContractCodes.INVALID_STATE,
            "the contract does not allow this now",
            contract.state().text());
  }

  private static Verdict inState(
      MilestoneAction action, Contract contract, Milestone milestone, EventContext context) {
    if (!contract.state().isFunded()) {
      return inState(
          ContractCodes.INVALID_STATE, "the contract is not funded", contract.state().text());
    }
    boolean fits =
        action.fits(milestone.state())
            && (action != MilestoneAction.DISPUTE || turn(contract, milestone, context));
    return fits
        ? Verdict.accept()
        : inState(
            ContractCodes.INVALID_STATE,
            "the milestone does not allow this now",
            milestone.state().text());
  }

  /** Whom the silence of the present state would hurt may object. */
  private static boolean turn(Contract contract, Milestone milestone, EventContext context) {
    return milestone.state() == Milestone.State.SUBMITTED
        ? contract.signedByClient(context)
        : contract.signedByProvider(context);
  }

  private static Verdict current(Contract contract, Hash resourcePrev) {
    return resourcePrev.equals(contract.lastEvent())
        ? Verdict.accept()
        : Verdict.reject(
                AccountCodes.PREV_MISMATCH,
                "the contract has changed: read it again and pass its resourcePrev")
            .with("resourcePrev", Json.of(contract.lastEvent().hex()));
  }

  private static Verdict inState(RejectCode code, String message, String state) {
    return Verdict.reject(code, message).with("state", Json.of(state));
  }
}
