package network.clawnet.wallet.escrow;

import java.nio.charset.StandardCharsets;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.event.Movement;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/** The three ways in which an escrow's money moves. Each presumes that a check has passed. */
final class EscrowMoney {
  /** Class of the entries that return the rest at expiry: first of all, it is owners' money. */
  static final int DUE_CLASS = 0;

  private EscrowMoney() {}

  static void lock(Escrow escrow, Tokens amount, Hash event, Changes changes) {
    Did depositor = escrow.terms().depositor();
    Did beneficiary = escrow.terms().beneficiary();
    Accounts.lock(changes, depositor, amount);
    changes.record(
        new Movement(Movement.Kind.ESCROW_LOCK, depositor, beneficiary, amount, escrow.id()));
    put(escrow.funded(amount, event), changes);
  }

  static void release(Escrow escrow, Tokens amount, Hash event, Changes changes) {
    Did depositor = escrow.terms().depositor();
    Did beneficiary = escrow.terms().beneficiary();
    Accounts.takeLocked(changes, depositor, amount);
    Accounts.credit(changes, beneficiary, amount);
    changes.record(
        new Movement(Movement.Kind.ESCROW_RELEASE, depositor, beneficiary, amount, escrow.id()));
    put(escrow.released(amount, event), changes);
  }

  static void refund(Escrow escrow, Tokens amount, Hash event, Changes changes) {
    Did depositor = escrow.terms().depositor();
    Did beneficiary = escrow.terms().beneficiary();
    Accounts.unlock(changes, depositor, amount);
    changes.record(
        new Movement(Movement.Kind.ESCROW_REFUND, beneficiary, depositor, amount, escrow.id()));
    put(escrow.refunded(amount, event), changes);
  }

  /** Writes the escrow; an entry for its expiry exists exactly while it holds money. */
  private static void put(Escrow escrow, Changes changes) {
    Escrows.put(changes, escrow);
    if (!escrow.terms().expires()) {
      return;
    }
    DueEntry expiry =
        new DueEntry(
            DUE_CLASS, escrow.terms().expiresAt(), escrow.id().getBytes(StandardCharsets.US_ASCII));
    if (escrow.remaining().isZero()) {
      changes.cancel(expiry);
    } else {
      changes.schedule(expiry);
    }
  }
}
