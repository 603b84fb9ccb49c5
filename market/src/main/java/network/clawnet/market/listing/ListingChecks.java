package network.clawnet.market.listing;

import java.util.function.Function;
import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.state.StateView;

/** Questions that several rules ask about a listing. */
public final class ListingChecks {
  private ListingChecks() {}

  /** Asks on, or refuses because there is no such listing. */
  public static Verdict found(StateView view, Hash id, Function<Listing, ? extends Verdict> next) {
    Listing listing = Listings.get(view, id).orElse(null);
    return listing == null
        ? Verdict.reject(ListingCodes.NOT_FOUND, "no listing " + id)
        : next.apply(listing);
  }

  /** Refuses a listing that nobody can take any more. */
  public static Verdict open(Listing listing, EventContext context) {
    return status(listing.statusAt(context.block().time()));
  }

  static Verdict status(Listing.Status status) {
    return status == Listing.Status.OPEN
        ? Verdict.accept()
        : Verdict.reject(ListingCodes.CLOSED, "the listing is " + status.text())
            .with("state", Json.of(status.text()));
  }

  /** Refuses anybody but the owner as issuer. */
  public static Verdict byOwner(Listing listing, EventContext context) {
    return context.issuer().equals(listing.owner())
        ? Verdict.accept()
        : Verdict.reject(ListingCodes.FORBIDDEN, "only the listing's owner may do this");
  }

  /** Refuses an event that was made for an earlier version of the listing. */
  public static Verdict current(Listing listing, Hash resourcePrev) {
    return resourcePrev.equals(listing.lastEvent())
        ? Verdict.accept()
        : Verdict.reject(
                AccountCodes.PREV_MISMATCH,
                "the listing has changed: read it again and pass its resourcePrev")
            .with("resourcePrev", Json.of(listing.lastEvent().hex()));
  }

  /** Refuses a listing that is not of the kind asked for. */
  public static Verdict kind(Listing listing, boolean fits) {
    return fits
        ? Verdict.accept()
        : Verdict.reject(
            ListingCodes.KIND, "this does not apply to a listing of " + listing.kind().text());
  }

  /** Refuses a listing that has as many running deals as it allows. */
  public static Verdict hasRoom(Listing listing) {
    return listing.running() < listing.offer().maxOpen()
        ? Verdict.accept()
        : Verdict.reject(ListingCodes.FULL, "the listing has as many running deals as it allows");
  }

  static Verdict expiry(long expiresAt, EventContext context) {
    long now = context.block().time();
    return expiresAt > now && expiresAt - now <= Offer.MAX_AGE_MS
        ? Verdict.accept()
        : Verdict.reject(
            ListingCodes.EXPIRY, "a listing expires after now and within a year from now");
  }
}
