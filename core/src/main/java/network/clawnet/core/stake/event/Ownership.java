package network.clawnet.core.stake.event;

import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.stake.Bond;
import network.clawnet.core.stake.Bonds;
import network.clawnet.core.state.StateView;

/** The questions that every event of a controller asks first. Pure. */
final class Ownership {
  private Ownership() {}

  /** Refuses unless the key is registered and the issuer controls it. */
  static Verdict controls(PublicKey validator, EventContext context, StateView view) {
    Bond bond = Bonds.get(view, validator);
    if (bond == null) {
      return notFound();
    }
    return bond.controller().equals(context.issuer())
        ? Verdict.accept()
        : Verdict.reject(
            StakeCodes.VALIDATOR_FORBIDDEN, "only " + bond.controller() + " controls this key");
  }

  /** Refuses a key that has contradicted itself. */
  static Verdict alive(PublicKey validator, StateView view) {
    return Bonds.require(view, validator).standing().tombstoned()
        ? Verdict.reject(
            StakeCodes.VALIDATOR_TOMBSTONED,
            "this key has contradicted itself and never validates again; register another")
        : Verdict.accept();
  }

  static Verdict.Reject notFound() {
    return Verdict.reject(
        StakeCodes.VALIDATOR_NOT_FOUND, "no validator with this key: register it first");
  }
}
