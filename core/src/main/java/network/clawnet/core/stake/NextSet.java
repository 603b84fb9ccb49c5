package network.clawnet.core.stake;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.state.StateView;

/**
 * Which validators run the epoch after the next. Source: docs/protocol/genesis.md, section on block
 * 0.
 */
public final class NextSet {
  private NextSet() {}

  /**
   * Returns the members of the next epoch's set whose bond is left, weighed by it; the same set if
   * nobody's is, for a chain without validators could never get any.
   *
   * @param next the set of the epoch after the one that ends
   */
  public static ValidatorSet after(ValidatorSet next, StateView state) {
    List<Validator> members = new ArrayList<>();
    for (Validator validator : next.validators()) {
      Bonds.Bond bond = Bonds.get(state, validator.key());
      if (bond != null && !bond.amount().isZero()) {
        members.add(new Validator(validator.key(), bond.amount().value()));
      }
    }
    return members.isEmpty() ? next : ValidatorSet.of(members);
  }
}
