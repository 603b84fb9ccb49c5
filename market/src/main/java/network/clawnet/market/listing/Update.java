package network.clawnet.market.listing;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.kernel.Members;
import network.clawnet.market.kernel.Terms;

/** Payload of {@code market.listing.update}: what is present replaces what was. */
record Update(
    Hash listingId,
    Hash resourcePrev,
    Optional<byte[]> about,
    Optional<Tokens> price,
    Optional<Hash> contentHash,
    Optional<Terms> terms,
    OptionalLong maxOpen,
    OptionalLong expiresAt) {
  static final Set<String> MEMBERS =
      Set.of(
          "listingId",
          Members.RESOURCE_PREV,
          "about",
          "price",
          "contentHash",
          "terms",
          "maxOpen",
          "expiresAt");

  static Update decode(JsonFields in) throws DecodeException {
    return new Update(
        Members.hash(in, "listingId"),
        Members.hash(in, Members.RESOURCE_PREV),
        in.has("about") ? Optional.of(Publication.about(in)) : Optional.empty(),
        in.optionalAmount("price"),
        Members.optionalHash(in, "contentHash"),
        in.has("terms") ? Optional.of(Terms.in(in)) : Optional.empty(),
        in.optionalInteger("maxOpen", 1, Offer.MAX_OPEN),
        Publication.expiresAt(in));
  }

  boolean fits(Listing.Kind kind) {
    return !kind.isTask() && (kind == Listing.Kind.INFO || contentHash.isEmpty());
  }

  Offer applied(Offer old) {
    return new Offer(
        price.map(old.pricing()::withPrice).orElse(old.pricing()),
        terms.orElse(old.terms()),
        (int) maxOpen.orElse(old.maxOpen()),
        expiresAt.orElse(old.expiresAt()),
        contentHash.or(old::contentHash),
        old.operator());
  }
}
