package network.clawnet.daemon.search;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.market.Cursor;
import network.clawnet.daemon.app.market.Markets.ListingView;

/** What the ledger says now. Any thread; may block on disk. */
public interface ListingSource {
  /**
   * A listing as the final state has it.
   *
   * @param place of the event that published it; empty where this node does not know it
   */
  record Entry(ListingView view, Optional<Cursor> place) {}

  /** Returns a listing of any status. */
  Optional<Entry> entry(Hash id) throws IOException;

  /** Visits the ids of all listings, in no order that means anything, until one returns false. */
  void ids(Predicate<Hash> visitor) throws IOException;

  /** Returns the reputation of an account, 0 to 1 000. */
  int score(Did owner);

  /** Returns the next block's time at the earliest, epoch milliseconds. */
  long now();
}
