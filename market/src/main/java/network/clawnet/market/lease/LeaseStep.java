package network.clawnet.market.lease;

import java.util.Optional;
import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.kernel.MarketRule;
import network.clawnet.market.kernel.Members;
import network.clawnet.market.listing.Pricing;

/**
 * Payload of a step of a lease.
 *
 * @param resourcePrev empty for the meter, whose totals only rise
 * @param <P> what the step says besides
 */
record LeaseStep<P>(Hash leaseId, Optional<Hash> resourcePrev, P part) {
  private static final String ID = "leaseId";
  private static final String UNITS = "units";
  private static final int MAX_EVIDENCE = 16;

  /** A step that says nothing more. */
  enum Nothing {
    NOTHING
  }

  static MarketRule.Form<LeaseStep<Long>> meter() {
    return new MarketRule.Form<>(
        Set.of(ID, UNITS),
        in -> new LeaseStep<>(Members.hash(in, ID), Optional.empty(), units(in)));
  }

  static MarketRule.Form<LeaseStep<Nothing>> plain() {
    return new MarketRule.Form<>(
        Set.of(ID, Members.RESOURCE_PREV), in -> step(in, Nothing.NOTHING));
  }

  static MarketRule.Form<LeaseStep<Long>> claim() {
    return new MarketRule.Form<>(
        Set.of(ID, Members.RESOURCE_PREV, UNITS, "reason", "evidence"),
        in -> {
          in.text("reason", Members.MAX_TEXT);
          if (in.has("evidence")) {
            Members.hashes(in, "evidence", MAX_EVIDENCE);
          }
          return step(in, units(in));
        });
  }

  static MarketRule.Form<LeaseStep<Tokens>> ruling() {
    return new MarketRule.Form<>(
        Set.of(ID, Members.RESOURCE_PREV, "toProvider"), in -> step(in, in.amount("toProvider")));
  }

  private static <P> LeaseStep<P> step(JsonFields in, P part) throws DecodeException {
    return new LeaseStep<>(
        Members.hash(in, ID), Optional.of(Members.hash(in, Members.RESOURCE_PREV)), part);
  }

  private static Long units(JsonFields in) throws DecodeException {
    return in.integer(UNITS, 1, Pricing.MAX_UNITS);
  }
}
