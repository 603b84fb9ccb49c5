package network.clawnet.daemon.app.market;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Refused;
import network.clawnet.market.listing.Listing;
import network.clawnet.market.task.Bid;

/**
 * What is offered and who bids. Callable from any thread; may read the disk.
 *
 * <p>{@code IOException} is a fault of the storage: the node answers 500 and reports itself
 * unhealthy.
 */
public interface Markets {
  /** The three markets. */
  enum Market {
    INFO,
    TASK,
    CAPABILITY
  }

  /**
   * A listing with the pending changes that this node knows.
   *
   * @param status as the next block will see it
   * @param about what its owner says of it, also after it was closed
   * @param publishedAt block time, epoch milliseconds; empty while it is pending
   * @param pending whether its last event is not final yet
   */
  record ListingView(
      Listing listing,
      Listing.Status status,
      Optional<Json.Obj> about,
      OptionalLong publishedAt,
      boolean pending) {}

  /**
   * Which listings.
   *
   * @param owner whose; else everybody's
   * @param closed whether also those that nobody can take any more
   * @param words that must all be in title, preview, description, category or tags; any case
   */
  record Wanted(
      Optional<Market> market,
      Optional<Did> owner,
      boolean closed,
      Optional<String> words,
      Optional<String> category,
      Optional<Tokens> minPrice,
      Optional<Tokens> maxPrice) {}

  /**
   * A bid that stands.
   *
   * @param about what the bidder says
   * @param at block time, epoch milliseconds
   */
  record BidView(Hash task, Did bidder, Bid bid, Optional<Json.Obj> about, long at) {}

  Optional<ListingView> listing(Hash id) throws IOException, Refused;

  /** Returns listings, newest first. */
  Page<ListingView> listings(Wanted wanted, Page.Part part) throws IOException, Refused;

  /** Returns a bid with pending changes. */
  Optional<Bid> bid(Hash task, Did bidder) throws IOException, Refused;

  /** Returns the bids on a task, newest first. */
  Page<BidView> bids(Hash task, Page.Part part) throws IOException, Refused;

  /** Returns the bids of an account that stand, newest first. */
  Page<BidView> bidsBy(Did bidder, Page.Part part) throws IOException, Refused;

  /** Returns who made the bid that an event made, if it stands and is on this task. */
  Optional<Did> bidder(Hash task, Hash bid) throws IOException, Refused;
}
