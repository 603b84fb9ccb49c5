package network.clawnet.market.order;

import java.util.Locale;
import java.util.Optional;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.kernel.MarketParams;
import network.clawnet.market.kernel.Rows;
import network.clawnet.market.kernel.Terms;

/**
 * What was fixed when an order began, for good.
 *
 * @param listing from which it came
 * @param arbiter who would rule, if anybody
 * @param amount what the buyer has locked
 * @param contentHash what the delivery must be, if the listing promised it
 */
public record Agreement(
    Kind kind,
    Hash listing,
    Did buyer,
    Did seller,
    Optional<Did> arbiter,
    Tokens amount,
    Terms terms,
    Optional<Hash> contentHash) {
  /** What is sold. The codes are stored and never change. */
  public enum Kind implements Rows.Coded {
    INFO(1),
    TASK(2);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }

    /** Returns the text used in answers. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    int rate(MarketParams params) {
      return switch (this) {
        case INFO -> params.rates().info();
        case TASK -> params.rates().task();
      };
    }
  }

  boolean isParty(Did did) {
    return buyer.equals(did) || seller.equals(did);
  }

  boolean signedByBuyer(EventContext context) {
    return context.signedBy(buyer);
  }

  boolean signedBySeller(EventContext context) {
    return context.signedBy(seller);
  }
}
