package network.clawnet.market.listing;

import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.event.DueRules;
import network.clawnet.market.kernel.MarketModules;

/**
 * Closes a listing at its expiry and gives back what it holds. Source: docs/protocol/market.md,
 * sections 4 and 8.
 */
public final class ListingExpiry implements DueRules {
  private final int dueClass;

  private ListingExpiry(int dueClass) {
    this.dueClass = dueClass;
  }

  /** Returns the rule for listings that hold money. */
  public static ListingExpiry ofTasks() {
    return new ListingExpiry(MarketModules.DUE_TASK);
  }

  /** Returns the rule for all others. */
  public static ListingExpiry ofOthers() {
    return new ListingExpiry(MarketModules.DUE_LISTING);
  }

  @Override
  public int dueClass() {
    return dueClass;
  }

  @Override
  public void onDue(DueEntry entry, BlockContext block, Changes changes) {
    if (entry.id().length == Hash.BYTES) {
      Listings.get(changes, Hash.of(entry.id()))
          .filter(it -> it.status() == Listing.Status.OPEN)
          .filter(it -> it.statusAt(block.time()) == Listing.Status.EXPIRED)
          .ifPresent(it -> Listings.end(it, Listing.Status.EXPIRED, it.lastEvent(), changes));
    }
  }
}
