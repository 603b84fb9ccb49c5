package network.clawnet.market.kernel;

import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.directory.Identities;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateView;

/** Who counts as one party. Source: docs/protocol/market.md, section 2.3. */
public final class Relations {
  private Relations() {}

  /** Returns whether the ledger knows that one person stands behind both. */
  public static boolean related(StateView view, Did one, Did other) {
    if (one.equals(other)) {
      return true;
    }
    Did controller = controller(view, one);
    Did otherController = controller(view, other);
    return controller.equals(otherController)
        || controller.equals(other)
        || otherController.equals(one);
  }

  /**
   * Refuses a deal with oneself.
   *
   * @param operator who runs the offering side, if its listing says so
   */
  public static Verdict apart(StateView view, Did buyer, Did seller, Optional<Did> operator) {
    if (buyer.equals(seller)) {
      return Verdict.reject(MarketCodes.DEAL_WITH_SELF, "buyer and seller are one");
    }
    boolean same =
        related(view, buyer, seller)
            || (operator.isPresent() && related(view, buyer, operator.get()));
    return same
        ? Verdict.reject(MarketCodes.SAME_CONTROLLER, "buyer and seller have the same controller")
        : Verdict.accept();
  }

  private static Did controller(StateView view, Did did) {
    return Identities.get(view, did)
        .map(identity -> identity.document().json().get("controller"))
        .flatMap(Relations::did)
        .orElse(did);
  }

  private static Optional<Did> did(Json value) {
    try {
      return value instanceof Json.Str text
          ? Optional.of(Did.parse(text.value()))
          : Optional.empty();
    } catch (DecodeException e) {
      return Optional.empty(); // a document may say anything
    }
  }
}
