package network.clawnet.daemon.signer;

import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;

/** Who may do what with the accounts of this node: the operator all, a credential what it says. */
final class Rights {
  private Rights() {}

  /** Refuses every credential. */
  static void requireOperator(Caller caller) throws Refused {
    if (caller instanceof Caller.Bearer) {
      throw new Refused(
          AppCodes.FORBIDDEN, "only the operator may do this: a credential acts for one account");
    }
  }

  /** Refuses a credential without the scope {@code admin}. */
  static void requireAdmin(Caller caller) throws Refused {
    if (caller instanceof Caller.Bearer bearer && !bearer.scopes().contains(Scope.ADMIN)) {
      throw new Refused(AppCodes.FORBIDDEN, "this credential does not have the scope \"admin\"");
    }
  }

  /** Refuses a credential without that scope, and one of another account. */
  static void requireFor(Caller caller, Did did) throws Refused {
    requireAdmin(caller);
    if (caller instanceof Caller.Bearer bearer && !bearer.did().equals(did)) {
      throw new Refused(
          AppCodes.FORBIDDEN, "this credential acts for " + bearer.did() + " and no other account");
    }
  }
}
