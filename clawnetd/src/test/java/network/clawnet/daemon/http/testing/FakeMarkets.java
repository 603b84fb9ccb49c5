package network.clawnet.daemon.http.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.market.Cursor;
import network.clawnet.daemon.app.market.Deals;
import network.clawnet.daemon.app.market.Markets;
import network.clawnet.daemon.app.market.Page;
import network.clawnet.daemon.app.market.Standing;
import network.clawnet.market.arbiter.Seat;
import network.clawnet.market.kernel.Terms;
import network.clawnet.market.lease.Lease;
import network.clawnet.market.lease.Rental;
import network.clawnet.market.listing.Listing;
import network.clawnet.market.listing.Offer;
import network.clawnet.market.listing.Pricing;
import network.clawnet.market.order.Agreement;
import network.clawnet.market.order.Order;
import network.clawnet.market.reputation.Reputation;
import network.clawnet.market.task.Bid;
import org.jspecify.annotations.Nullable;

/** Markets with whatever tests put in. */
public final class FakeMarkets implements Markets, Deals, Standing {
  /** What every listing and deal was last changed by. */
  public static final Hash LAST = Hash.sha256(new byte[] {42});

  public final ConcurrentHashMap<Hash, Listing> listings = new ConcurrentHashMap<>();
  public final ConcurrentHashMap<Hash, Order> orders = new ConcurrentHashMap<>();
  public final ConcurrentHashMap<Hash, Lease> leases = new ConcurrentHashMap<>();
  public final List<BidView> bids = new ArrayList<>();
  public final List<Seat> seats = new ArrayList<>();

  /** Where the next part of every list begins, if it has one. */
  public volatile @Nullable Cursor next;

  public volatile Markets.@Nullable Wanted wantedListings;
  public volatile Deals.@Nullable Wanted wantedDeals;
  public volatile Page.@Nullable Part part;

  /** Puts in a listing of ALICE. */
  public Listing list(Listing.Kind kind, Pricing pricing) {
    Hash id = Hash.sha256(new byte[] {(byte) listings.size(), 1});
    Offer offer = new Offer(pricing, Terms.DEFAULT, 10, 9_000, Optional.empty(), Optional.empty());
    Listing listing = new Listing(id, kind, FakeNode.ALICE, offer, Listing.Status.OPEN, 0, LAST);
    listings.put(id, listing);
    return listing;
  }

  /** Puts in an order of BOB from ALICE. */
  public Order order(Order.State state) {
    Hash id = Hash.sha256(new byte[] {(byte) orders.size(), 2});
    Agreement agreement =
        new Agreement(
            Agreement.Kind.TASK,
            Hash.ZERO,
            FakeNode.BOB,
            FakeNode.ALICE,
            Optional.empty(),
            new Tokens(50),
            Terms.DEFAULT,
            Optional.empty());
    Optional<Order.Ending> ending =
        state.isFinal()
            ? Optional.of(new Order.Ending(new Tokens(50), 0, 0, true, false))
            : Optional.empty();
    Order.Progress progress = new Order.Progress(state, 8_000, 3, 0, Optional.empty());
    Order order = new Order(id, agreement, progress, ending, LAST);
    orders.put(id, order);
    return order;
  }

  /** Puts in a lease of BOB from ALICE: 100 units of 2 Token, 7 of them used. */
  public Lease lease(Lease.State state) {
    Hash id = Hash.sha256(new byte[] {(byte) leases.size(), 3});
    Rental rental =
        new Rental(
            Hash.ZERO,
            FakeNode.BOB,
            FakeNode.ALICE,
            Optional.empty(),
            new Tokens(2),
            100,
            0,
            Terms.DEFAULT,
            1_000);
    Lease lease = new Lease(id, rental, state, 8_000, 7, 0, Tokens.ZERO, LAST);
    leases.put(id, lease);
    return lease;
  }

  private <T> Page<T> page(List<T> items, Page.Part asked) {
    part = asked;
    return new Page<>(items, Optional.ofNullable(next));
  }

  private static ListingView view(Listing listing) {
    return new ListingView(
        listing,
        listing.status(),
        Optional.of(Json.object().put("title", "weather").put("preview", "rain").build()),
        OptionalLong.of(500),
        false);
  }

  private static OrderView view(Order order, List<Step> steps) {
    return new OrderView(order, false, OptionalLong.of(600), steps, false);
  }

  @Override
  public Optional<ListingView> listing(Hash id) {
    return Optional.ofNullable(listings.get(id)).map(FakeMarkets::view);
  }

  @Override
  public Page<ListingView> listings(Markets.Wanted wanted, Page.Part asked) {
    wantedListings = wanted;
    return page(listings.values().stream().map(FakeMarkets::view).toList(), asked);
  }

  @Override
  public Optional<Bid> bid(Hash task, Did bidder) {
    return bids.stream().filter(it -> it.bidder().equals(bidder)).map(BidView::bid).findFirst();
  }

  @Override
  public Page<BidView> bids(Hash task, Page.Part asked) {
    return page(bids, asked);
  }

  @Override
  public Page<BidView> bidsBy(Did bidder, Page.Part asked) {
    return page(bids.stream().filter(it -> it.bidder().equals(bidder)).toList(), asked);
  }

  @Override
  public Optional<Did> bidder(Hash task, Hash bid) {
    return bids.stream()
        .filter(it -> it.bid().event().equals(bid))
        .map(BidView::bidder)
        .findFirst();
  }

  @Override
  public Optional<OrderView> order(Hash id) {
    Step step =
        new Step(
            LAST,
            "market.order.revise",
            FakeNode.BOB,
            700,
            Json.object().put("reason", "shorter").build());
    return Optional.ofNullable(orders.get(id)).map(it -> view(it, List.of(step)));
  }

  @Override
  public Page<OrderView> orders(Deals.Wanted wanted, Page.Part asked) {
    wantedDeals = wanted;
    return page(orders.values().stream().map(it -> view(it, List.of())).toList(), asked);
  }

  @Override
  public Optional<LeaseView> lease(Hash id) {
    return Optional.ofNullable(leases.get(id))
        .map(it -> new LeaseView(it, false, List.of(), false));
  }

  @Override
  public Page<LeaseView> leases(Deals.Wanted wanted, Page.Part asked) {
    wantedDeals = wanted;
    return page(
        leases.values().stream().map(it -> new LeaseView(it, false, List.of(), false)).toList(),
        asked);
  }

  @Override
  public SeatPage seats(int limit, int offset) {
    return new SeatPage(seats, seats.size());
  }

  @Override
  public Optional<Seat> seat(Did holder) {
    return seats.stream().filter(it -> it.holder().equals(holder)).findFirst();
  }

  @Override
  public Tokens seatPrice() {
    return new Tokens(1_000);
  }

  @Override
  public Score score(Did did) {
    return new Score(
        did,
        new Reputation(750, new Reputation.Dimensions(1_000, 900, 800, 525, 1_000), 4, 3, 2, 9),
        5_000,
        Optional.empty());
  }

  @Override
  public Page<Review> reviews(Did did, Page.Part asked) {
    return page(
        List.of(new Review(LAST, Hash.ZERO, false, FakeNode.BOB, 5, Optional.of("fast"), 700)),
        asked);
  }
}
