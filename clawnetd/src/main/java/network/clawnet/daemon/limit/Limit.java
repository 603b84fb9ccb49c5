package network.clawnet.daemon.limit;

import java.util.Optional;
import network.clawnet.core.codec.Json;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Refused;

/**
 * What one purse may spend.
 *
 * @param perEvent most Tokens in one event
 * @param perDay most Tokens in any 24 hours
 */
record Limit(Purse purse, Optional<Tokens> perEvent, Optional<Tokens> perDay) {
  /** Far over the supply, and far from an overflow. */
  private static final long MOST = Long.MAX_VALUE / 2;

  /**
   * Refuses what is too much.
   *
   * @param day of this purse, without what has left the window
   */
  void require(Tokens amount, RollingDay day) throws Refused {
    if (perEvent.isPresent() && amount.compareTo(perEvent.get()) > 0) {
      throw refusal(amount, perEvent.get().value(), 0, "in one transaction");
    }
    long most = perDay.isPresent() ? perDay.get().value() : MOST;
    if (day.used() <= most - amount.value()) {
      return;
    }
    Refused refused = refusal(amount, most, day.used(), "in 24 hours");
    throw amount.value() <= most
        ? refused.with("freeAt", day.freeAt(amount.value(), most))
        : refused;
  }

  private Refused refusal(Tokens amount, long limit, long used, String span) {
    String text =
        "%s Token exceed %s limit of %d Token %s"
            .formatted(amount, purse.kind().owner(), limit, span);
    String suffix = used == 0 ? "" : "; " + used + " Token are used";
    return new Refused(AppCodes.LIMIT_EXCEEDED, text + suffix)
        .with("limit", Math.min(limit, Json.Num.MAX))
        .with("used", Math.min(used, Json.Num.MAX))
        .with("requested", amount.value());
  }
}
