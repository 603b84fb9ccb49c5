package network.clawnet.daemon.query.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.identity.Did;
import network.clawnet.core.port.Store;
import network.clawnet.core.state.StateView;
import network.clawnet.daemon.app.market.Cursor;
import network.clawnet.daemon.query.market.MarketRows.Of;
import network.clawnet.daemon.query.market.MarketRows.Row;
import network.clawnet.market.contract.Contract;
import network.clawnet.market.contract.ContractAction;
import network.clawnet.market.contract.Contracts;
import network.clawnet.market.contract.CreateRules;
import network.clawnet.market.lease.LeaseStart;
import network.clawnet.market.lease.Leases;
import network.clawnet.market.lease.Rental;
import network.clawnet.market.listing.Listing;
import network.clawnet.market.listing.Listings;
import network.clawnet.market.listing.PublishRules;
import network.clawnet.market.order.Agreement;
import network.clawnet.market.order.OrderAction;
import network.clawnet.market.order.Orders;
import network.clawnet.market.order.PlaceRules;
import network.clawnet.market.task.BidRules;
import network.clawnet.market.task.StartRules;

/** The rows that follow from one final event, whenever it is looked at. */
final class MarketEvents {
  /** Subject of the lists of listings of all kinds. */
  static final byte[] ANY_KIND = {0};

  private static final String CONTRACT = "contractId";

  /** Members that name what an event changes. */
  private static final List<String> NAMES =
      List.of("listingId", "taskId", "orderId", "leaseId", "contractId");

  private final StateView state;

  MarketEvents(StateView state) {
    this.state = state;
  }

  /** Adds the event's rows. */
  void index(SignedEvent event, Cursor place, long time, List<Store.Write> batch) {
    String type = event.envelope().type();
    if (!type.startsWith("market.") && !type.startsWith("contract.")) {
      return;
    }
    Row begun = new Row(place, event.hash(), event.hash(), time);
    switch (type) {
      case PublishRules.INFO, PublishRules.CAPABILITY, PublishRules.TASK -> listing(begun, batch);
      case PlaceRules.PLACE, StartRules.ACCEPT, StartRules.TAKE -> order(begun, batch);
      case LeaseStart.START -> lease(begun, batch);
      case BidRules.BID -> bid(event, begun, batch);
      case CreateRules.CREATE -> contract(begun, batch);
      default -> step(event, begun, batch);
    }
    for (String name : NAMES) {
      if (!type.equals(BidRules.BID) && !type.equals(BidRules.UNBID)) {
        named(event, name).ifPresent(id -> batch.add(begun.write(Of.STEPS, id.bytes())));
      }
    }
  }

  /** Returns a kind of listing as the subject of a list: both kinds of tasks are one. */
  static byte[] kind(Listing listing) {
    return new byte[] {
      (byte) (listing.kind().isTask() ? Listing.Kind.TASK_FIXED : listing.kind()).code()
    };
  }

  /** Returns the hash that a member of a payload names. */
  static Optional<Hash> named(SignedEvent event, String name) {
    if (!(event.envelope().payload().get(name) instanceof Json.Str text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Hash.parse(text.value()));
    } catch (DecodeException e) {
      throw new IllegalStateException("a final event names no hash", e);
    }
  }

  private void listing(Row row, List<Store.Write> batch) {
    Listing listing = Listings.get(state, row.id()).orElseThrow();
    begin(row, batch);
    batch.add(row.write(Of.LISTINGS, kind(listing)));
    batch.add(row.write(Of.LISTINGS, ANY_KIND));
    batch.add(row.write(Of.OWNED, MarketIndexer.subject(listing.owner())));
    if (listing.status() == Listing.Status.OPEN) {
      batch.add(row.write(Of.OPEN, kind(listing)));
      batch.add(row.write(Of.OPEN, ANY_KIND));
    }
  }

  private void order(Row row, List<Store.Write> batch) {
    Agreement deal = Orders.get(state, row.id()).orElseThrow().agreement();
    begin(row, batch);
    batch.add(row.write(Of.ORDERS_FROM, deal.listing().bytes()));
    for (Did party : parties(deal.buyer(), deal.seller(), deal.arbiter())) {
      batch.add(row.write(Of.ORDERS, MarketIndexer.subject(party)));
    }
  }

  private void lease(Row row, List<Store.Write> batch) {
    Rental deal = Leases.get(state, row.id()).orElseThrow().rental();
    begin(row, batch);
    batch.add(row.write(Of.LEASES_FROM, deal.listing().bytes()));
    for (Did party : parties(deal.renter(), deal.provider(), deal.arbiter())) {
      batch.add(row.write(Of.LEASES, MarketIndexer.subject(party)));
    }
  }

  private void contract(Row row, List<Store.Write> batch) {
    Contract.Parties parties = Contracts.get(state, row.id()).orElseThrow().parties();
    begin(row, batch);
    batch.add(row.write(Of.CONTRACTS, MarketIndexer.subject(parties.client())));
    batch.add(row.write(Of.CONTRACTS, MarketIndexer.subject(parties.provider())));
  }

  private void step(SignedEvent event, Row row, List<Store.Write> batch) {
    String type = event.envelope().type();
    if (type.equals(OrderAction.REVIEW.type())) {
      review(event, row, batch);
    } else if (type.equals(ContractAction.REVIEW.type())) {
      Hash id = named(event, CONTRACT).orElseThrow();
      Contract.Parties parties = Contracts.get(state, id).orElseThrow().parties();
      review(event, row, id, parties.client(), parties.provider(), batch);
    } else if (type.equals(ContractAction.FUND.type())) {
      // the arbiter is drawn only now
      Hash id = named(event, CONTRACT).orElseThrow();
      Row of = new Row(row.place(), id, row.event(), row.time());
      Contracts.get(state, id)
          .orElseThrow()
          .parties()
          .arbiter()
          .ifPresent(it -> batch.add(of.write(Of.CONTRACTS, MarketIndexer.subject(it))));
    }
  }

  private static void bid(SignedEvent event, Row row, List<Store.Write> batch) {
    Hash task = named(event, "taskId").orElseThrow();
    byte[] bidder = MarketIndexer.subject(event.issuer());
    Row onTask = new Row(row.place(), Hash.of(bidder), row.event(), row.time());
    batch.add(onTask.write(Of.BIDS, task.bytes()));
    batch.add(new Row(row.place(), task, row.event(), row.time()).write(Of.BIDS_BY, bidder));
  }

  private void review(SignedEvent event, Row row, List<Store.Write> batch) {
    Hash order = named(event, "orderId").orElseThrow();
    Agreement deal = Orders.get(state, order).orElseThrow().agreement();
    review(event, row, order, deal.buyer(), deal.seller(), batch);
  }

  private static void review(
      SignedEvent event, Row row, Hash deal, Did one, Did other, List<Store.Write> batch) {
    Did reviewed = one.equals(event.issuer()) ? other : one;
    batch.add(
        new Row(row.place(), deal, row.event(), row.time())
            .write(Of.REVIEWS, MarketIndexer.subject(reviewed)));
  }

  private static void begin(Row row, List<Store.Write> batch) {
    batch.add(row.writePlace());
    batch.add(row.write(Of.STEPS, row.id().bytes()));
  }

  private static List<Did> parties(Did one, Did other, Optional<Did> arbiter) {
    List<Did> out = new ArrayList<>(List.of(one, other));
    arbiter.ifPresent(out::add);
    return out;
  }
}
