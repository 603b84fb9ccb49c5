package network.clawnet.daemon.query.market;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.market.Markets;
import network.clawnet.daemon.app.market.Page;
import network.clawnet.daemon.query.market.MarketRows.Of;
import network.clawnet.daemon.query.market.MarketRows.Row;
import network.clawnet.market.listing.Listing;
import network.clawnet.market.listing.Listings;
import network.clawnet.market.task.Bid;
import network.clawnet.market.task.BidRules;
import network.clawnet.market.task.Bids;

/** Listings and bids from the state and this node's lists. Any thread. */
public final class MarketQueries implements Markets {
  /** Members of {@code about} in which words are looked for. */
  private static final List<String> SEARCHED =
      List.of("title", "preview", "description", "category", "tags");

  private final Moment moment;
  private final RowReader rows;
  private final Steps steps;

  public MarketQueries(Moment moment) {
    this.moment = moment;
    this.rows = new RowReader(moment.database().store());
    this.steps = new Steps(moment, rows);
  }

  /** A listing with what it says. */
  private record Said(Listing listing, Optional<Json.Obj> about) {}

  @Override
  public Optional<ListingView> listing(Hash id) throws IOException {
    Optional<Moment.Seen<Said>> seen =
        moment.latest(
            state -> Listings.get(state, id).map(it -> new Said(it, Listings.about(state, id))));
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    Said said = seen.get().value();
    Optional<Row> place = rows.place(id);
    Optional<Json.Obj> about = said.about().isPresent() ? said.about() : steps.about(id);
    return Optional.of(
        new ListingView(
            said.listing(),
            said.listing().statusAt(moment.now()),
            about,
            place.isPresent() ? OptionalLong.of(place.get().time()) : OptionalLong.empty(),
            seen.get().pending()));
  }

  @Override
  public Page<ListingView> listings(Wanted wanted, Page.Part part) throws IOException {
    long now = moment.now();
    return Faults.rethrown(
        () ->
            rows.page(
                wanted.owner().isPresent() ? Of.OWNED : wanted.closed() ? Of.LISTINGS : Of.OPEN,
                wanted.owner().map(MarketIndexer::subject).orElseGet(() -> kind(wanted)),
                part,
                row -> match(row, wanted, now)));
  }

  private static byte[] kind(Wanted wanted) {
    return wanted.market().map(MarketQueries::kind).orElse(MarketEvents.ANY_KIND);
  }

  private static byte[] kind(Market market) {
    int code =
        switch (market) {
          case INFO -> Listing.Kind.INFO.code();
          case CAPABILITY -> Listing.Kind.CAPABILITY.code();
          case TASK -> Listing.Kind.TASK_FIXED.code();
        };
    return new byte[] {(byte) code};
  }

  private Optional<ListingView> match(Row row, Wanted wanted, long now) {
    Listing listing = Listings.get(moment.settled(), row.id()).orElse(null);
    if (listing == null || !fits(listing, wanted, now)) {
      return Optional.empty();
    }
    Optional<Json.Obj> said = Listings.about(moment.settled(), row.id());
    Optional<Json.Obj> about =
        said.isPresent() ? said : Faults.unchecked(() -> steps.about(row.id()));
    return says(about.orElse(Json.Obj.EMPTY), wanted)
        ? Optional.of(
            new ListingView(
                listing, listing.statusAt(now), about, OptionalLong.of(row.time()), false))
        : Optional.empty();
  }

  private static boolean fits(Listing listing, Wanted wanted, long now) {
    boolean open = listing.statusAt(now) == Listing.Status.OPEN;
    boolean inMarket =
        wanted.market().isEmpty() || listing.kind().text().equals(text(wanted.market().get()));
    return (open || wanted.closed())
        && inMarket
        && wanted.maxPrice().map(most -> listing.price().compareTo(most) <= 0).orElse(true)
        && wanted
            .minPrice()
            .map(least -> listing.offer().pricing().max().compareTo(least) >= 0)
            .orElse(true);
  }

  private static String text(Market market) {
    return market.name().toLowerCase(Locale.ROOT);
  }

  private static boolean says(Json.Obj about, Wanted wanted) {
    if (wanted.category().isPresent()
        && !Json.of(wanted.category().get()).equals(about.get("category"))) {
      return false;
    }
    if (wanted.words().isEmpty()) {
      return true;
    }
    StringBuilder all = new StringBuilder();
    for (String name : SEARCHED) {
      Json value = about.get(name);
      if (value != null) {
        all.append(CanonicalJson.text(value)).append('\n');
      }
    }
    String text = all.toString().toLowerCase(Locale.ROOT);
    String[] words = wanted.words().get().toLowerCase(Locale.ROOT).strip().split("\\s+", -1);
    return Arrays.stream(words).allMatch(text::contains);
  }

  @Override
  public Optional<Bid> bid(Hash task, Did bidder) {
    return moment.latest(state -> Bids.get(state, task, bidder)).map(Moment.Seen::value);
  }

  @Override
  public Page<BidView> bids(Hash task, Page.Part part) throws IOException {
    return Faults.rethrown(
        () -> rows.page(Of.BIDS, task.bytes(), part, row -> bid(row, task, bidder(row))));
  }

  @Override
  public Page<BidView> bidsBy(Did bidder, Page.Part part) throws IOException {
    return Faults.rethrown(
        () ->
            rows.page(
                Of.BIDS_BY,
                MarketIndexer.subject(bidder),
                part,
                row -> bid(row, row.id(), bidder)));
  }

  @Override
  public Optional<Did> bidder(Hash task, Hash bid) throws IOException {
    return moment
        .event(bid)
        .filter(it -> it.envelope().type().equals(BidRules.BID))
        .filter(it -> MarketEvents.named(it, "taskId").equals(Optional.of(task)))
        .map(SignedEvent::issuer);
  }

  /** Returns the bid that a row made, if it is not replaced, taken back or accepted. */
  private Optional<BidView> bid(Row row, Hash task, Did bidder) {
    return Bids.get(moment.settled(), task, bidder)
        .filter(bid -> bid.event().equals(row.event()))
        .map(
            bid ->
                new BidView(
                    task,
                    bidder,
                    bid,
                    Faults.unchecked(() -> moment.member(row.event(), "about")),
                    row.time()));
  }

  private static Did bidder(Row row) {
    return new Did(PublicKey.of(row.id().bytes()));
  }
}
