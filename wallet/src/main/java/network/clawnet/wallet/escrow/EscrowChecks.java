package network.clawnet.wallet.escrow;

import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.units.Tokens;

/** Questions that several escrow rules ask. */
final class EscrowChecks {
  /** Fixed cost of one escrow event, in microseconds of one core. */
  static final int UNITS = 20;

  private EscrowChecks() {}

  static Verdict notFound(String id) {
    return Verdict.reject(EscrowCodes.NOT_FOUND, "no escrow \"" + id + "\"");
  }

  /** Refuses an escrow to which nothing can happen any more. */
  static Verdict open(Escrow escrow) {
    return escrow.state().isFinal()
        ? inState(Verdict.reject(EscrowCodes.SETTLED, "the escrow is settled"), escrow)
        : Verdict.accept();
  }

  /** Refuses an escrow that holds no money, be it not yet or no longer. */
  static Verdict holding(Escrow escrow) {
    return escrow.state() == Escrow.State.PENDING
        ? inState(Verdict.reject(EscrowCodes.INVALID_STATE, "the escrow is not funded yet"), escrow)
        : open(escrow);
  }

  static Verdict notExpired(Escrow escrow, EventContext context) {
    return escrow.terms().isExpiredAt(context.block().time())
        ? Verdict.reject(EscrowCodes.EXPIRED, "the escrow has expired: the rest goes back")
        : Verdict.accept();
  }

  /** Refuses an event that was made for an earlier version of the escrow. */
  static Verdict current(Escrow escrow, Hash resourcePrev) {
    return resourcePrev.equals(escrow.lastEvent())
        ? Verdict.accept()
        : Verdict.reject(
                AccountCodes.PREV_MISMATCH,
                "the escrow has changed: read it again and pass its resourcePrev")
            .with("resourcePrev", Json.of(escrow.lastEvent().hex()));
  }

  static Verdict covered(Escrow escrow, Tokens amount) {
    return amount.compareTo(escrow.remaining()) > 0
        ? Verdict.reject(
                EscrowCodes.OVERDRAWN, "the escrow holds only " + escrow.remaining() + " Token")
            .with("remaining", escrow.remaining().value())
        : Verdict.accept();
  }

  private static Verdict inState(Verdict.Reject refusal, Escrow escrow) {
    return refusal.with("state", Json.of(escrow.state().text()));
  }
}
