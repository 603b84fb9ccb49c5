package network.clawnet.daemon.credential;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Credentials.Terms;
import network.clawnet.daemon.app.Refused;

/** What the bearer of a credential may do with credentials: never more than its own allows. */
final class Delegation {
  private static final Set<Scope> MONEY = EnumSet.of(Scope.TRANSFER, Scope.ESCROW, Scope.MARKET);

  private Delegation() {}

  /** Refuses a bearer that may not change credentials of this account. */
  static void requireMayChange(Caller.Bearer bearer, Terms own, Terms terms) throws Refused {
    if (!own.scopes().contains(Scope.ADMIN)) {
      throw forbidden("this credential does not have the scope \"admin\"");
    }
    if (!own.did().equals(terms.did()) || !bearer.did().equals(terms.did())) {
      throw forbidden("this credential acts for " + own.did() + " and no other account");
    }
  }

  /** Refuses terms that allow more than those of the bearer's own credential. */
  static void requireNotWider(Terms own, Terms terms) throws Refused {
    if (!own.scopes().containsAll(terms.scopes())) {
      throw forbidden("a credential gives no scope that it does not have");
    }
    // each credential has a day of its own, so two of them together would be wider than one
    boolean money = terms.scopes().stream().anyMatch(MONEY::contains);
    if (money && own.maxPerDay().isPresent()) {
      throw forbidden("a credential with a daily limit gives no scope that moves money");
    }
    if (exceeds(terms.maxPerTx(), own.maxPerTx()) || outlives(terms.expires(), own.expires())) {
      throw forbidden("a credential gives no more, and for no longer, than it has");
    }
  }

  private static boolean exceeds(Optional<Tokens> given, Optional<Tokens> own) {
    return own.isPresent() && (given.isEmpty() || given.get().compareTo(own.get()) > 0);
  }

  private static boolean outlives(OptionalLong given, OptionalLong own) {
    return own.isPresent() && (given.isEmpty() || given.getAsLong() > own.getAsLong());
  }

  private static Refused forbidden(String message) {
    return new Refused(AppCodes.FORBIDDEN, message);
  }
}
