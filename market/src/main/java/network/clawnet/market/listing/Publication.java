package network.clawnet.market.listing;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.event.EventContext;
import network.clawnet.market.kernel.Members;
import network.clawnet.market.kernel.Terms;

/**
 * Payload of the three events that publish a listing.
 *
 * @param about canonical bytes of what is said to people; callers must not change them
 * @param offer its expiry holds only if {@code expiresAt} is given
 */
record Publication(Listing.Kind kind, byte[] about, Offer offer, OptionalLong expiresAt) {
  /** Largest description, in canonical bytes. */
  static final int MAX_ABOUT_BYTES = 8 * 1024;

  static final Set<String> INFO_MEMBERS =
      Set.of("about", "price", "contentHash", "terms", "maxOpen", "expiresAt", "operator");
  static final Set<String> CAPABILITY_MEMBERS =
      Set.of("about", "plan", "terms", "maxOpen", "expiresAt", "operator");
  static final Set<String> TASK_MEMBERS = Set.of("about", "amount", "range", "terms", "expiresAt");

  private static final int MAX_TITLE_CHARS = 200;

  static Publication info(JsonFields in) throws DecodeException {
    return decode(in, Listing.Kind.INFO, Pricing.fixed(in.amount("price")));
  }

  static Publication capability(JsonFields in) throws DecodeException {
    return decode(in, Listing.Kind.CAPABILITY, Pricing.plan(in.object("plan")));
  }

  static Publication task(JsonFields in) throws DecodeException {
    if (in.has("amount") == in.has("range")) {
      throw new DecodeException("a task has either \"amount\" or \"range\"");
    }
    return in.has("amount")
        ? decode(in, Listing.Kind.TASK_FIXED, Pricing.fixed(in.amount("amount")))
        : decode(in, Listing.Kind.TASK_RANGE, Pricing.range(in.object("range")));
  }

  static byte[] about(JsonFields in) throws DecodeException {
    new JsonFields(in.object("about")).text("title", MAX_TITLE_CHARS);
    return Members.description(in, "about", MAX_ABOUT_BYTES);
  }

  static OptionalLong expiresAt(JsonFields in) throws DecodeException {
    return in.optionalInteger("expiresAt", 1, Json.Num.MAX);
  }

  /** Returns the block time at which the listing would expire. */
  long expiry(EventContext context) {
    return expiresAt.orElse(context.block().time() + Offer.DEFAULT_AGE_MS);
  }

  Listing listing(EventContext context) {
    return new Listing(
        context.hash(),
        kind,
        context.issuer(),
        offer.expiringAt(expiry(context)),
        Listing.Status.OPEN,
        0,
        context.hash());
  }

  private static Publication decode(JsonFields in, Listing.Kind kind, Pricing pricing)
      throws DecodeException {
    Offer offer =
        new Offer(
            pricing,
            Terms.in(in),
            kind.isTask()
                ? 1
                : (int) in.optionalInteger("maxOpen", 1, Offer.MAX_OPEN).orElse(Offer.MAX_OPEN),
            0,
            kind == Listing.Kind.INFO ? Members.optionalHash(in, "contentHash") : Optional.empty(),
            kind.isTask() ? Optional.empty() : Members.optionalDid(in, "operator"));
    return new Publication(kind, about(in), offer, expiresAt(in));
  }
}
