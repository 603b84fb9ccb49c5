package network.clawnet.market.lease;

import java.util.Optional;
import java.util.function.Function;
import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.state.StateView;

/** The questions that every step of a lease answers first, in the published order. */
final class LeaseChecks {
  private LeaseChecks() {}

  /** Asks on about a lease to which the action may be done now by whoever signed. */
  static Verdict allowed(
      LeaseAction action,
      LeaseStep<?> step,
      EventContext context,
      StateView view,
      Function<Lease, ? extends Verdict> next) {
    Lease lease = Leases.get(view, step.leaseId()).orElse(null);
    if (lease == null) {
      return Verdict.reject(LeaseCodes.NOT_FOUND, "no lease " + step.leaseId());
    }
    return running(lease)
        .then(() -> signed(action.signer(), lease.rental(), context))
        .then(() -> inTime(action, lease, context.block().time()))
        .then(() -> inState(action, lease))
        .then(() -> current(lease, step.resourcePrev()))
        .then(() -> next.apply(lease));
  }

  static boolean signedByBoth(Rental rental, EventContext context) {
    return context.signedBy(rental.renter()) && context.signedBy(rental.provider());
  }

  static Verdict unless(boolean fine, RejectCode code, String message) {
    return fine ? Verdict.accept() : Verdict.reject(code, message);
  }

  private static Verdict running(Lease lease) {
    return lease.state() == Lease.State.SETTLED
        ? inState(LeaseCodes.ENDED, "the lease is settled", lease)
        : Verdict.accept();
  }

  private static Verdict signed(LeaseAction.Signer signer, Rental rental, EventContext context) {
    boolean provider = context.signedBy(rental.provider());
    boolean party = provider || context.signedBy(rental.renter());
    return switch (signer) {
      case ANYBODY -> Verdict.accept();
      case PROVIDER -> unless(provider, LeaseCodes.NOT_PROVIDER, "only the provider may do this");
      case EITHER -> party(party);
      case BOTH -> party(party).then(() -> both(rental, context));
      case ARBITER ->
          unless(
              rental.arbiter().filter(context::signedBy).isPresent(),
              LeaseCodes.NOT_ARBITER,
              "only the lease's arbiter may do this");
    };
  }

  /** Refuses what only one of the parties has signed. */
  static Verdict both(Rental rental, EventContext context) {
    return unless(
        signedByBoth(rental, context),
        LeaseCodes.COSIGN_MISSING,
        "this needs renter and provider: add a cosign");
  }

  private static Verdict party(boolean is) {
    return unless(is, LeaseCodes.NOT_PARTY, "only renter and provider may do this");
  }

  private static Verdict inTime(LeaseAction action, Lease lease, long time) {
    boolean overdue = lease.isOverdueAt(time);
    if (overdue == (action == LeaseAction.CLOSE)) {
      return Verdict.accept();
    }
    return (overdue
            ? Verdict.reject(LeaseCodes.OVERDUE, "the deadline has passed: close the lease")
            : Verdict.reject(LeaseCodes.NOT_OVERDUE, "the deadline has not passed yet"))
        .with("deadline", lease.deadline());
  }

  private static Verdict inState(LeaseAction action, Lease lease) {
    return action.fits(lease.state())
        ? Verdict.accept()
        : inState(LeaseCodes.INVALID_STATE, "the lease does not allow this now", lease);
  }

  private static Verdict current(Lease lease, Optional<Hash> resourcePrev) {
    return resourcePrev.orElse(lease.lastEvent()).equals(lease.lastEvent())
        ? Verdict.accept()
        : Verdict.reject(
                AccountCodes.PREV_MISMATCH,
                "the lease has changed: read it again and pass its resourcePrev")
            .with("resourcePrev", Json.of(lease.lastEvent().hex()));
  }

  private static Verdict inState(RejectCode code, String message, Lease lease) {
    return Verdict.reject(code, message).with("state", Json.of(lease.state().text()));
  }
}
