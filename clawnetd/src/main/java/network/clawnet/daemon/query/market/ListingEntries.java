package network.clawnet.daemon.query.market;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.market.Markets.ListingView;
import network.clawnet.daemon.query.market.MarketRows.Row;
import network.clawnet.daemon.search.ListingSource;
import network.clawnet.market.kernel.MarketModules;
import network.clawnet.market.listing.Listing;
import network.clawnet.market.listing.Listings;
import network.clawnet.market.reputation.Reputation;

/** Listings as the final state has them, for the search. Any thread. */
public final class ListingEntries implements ListingSource {
  private final Moment moment;
  private final RowReader rows;
  private final Steps steps;

  public ListingEntries(Moment moment) {
    this.moment = moment;
    this.rows = new RowReader(moment.database().store());
    this.steps = new Steps(moment, rows);
  }

  @Override
  public Optional<Entry> entry(Hash id) throws IOException {
    Optional<Listing> found = Listings.get(moment.settled(), id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Listing listing = found.get();
    Optional<Json.Obj> said = Listings.about(moment.settled(), id);
    Optional<Json.Obj> about = said.isPresent() ? said : steps.about(id);
    Optional<Row> place = rows.place(id);
    OptionalLong time =
        place.isPresent() ? OptionalLong.of(place.get().time()) : OptionalLong.empty();
    return Optional.of(
        new Entry(
            new ListingView(listing, listing.statusAt(moment.now()), about, time, false),
            place.map(Row::place)));
  }

  @Override
  public void ids(Predicate<Hash> visitor) throws IOException {
    moment
        .database()
        .tree()
        .scan(
            MarketModules.LISTING,
            (key, value) -> Listings.idOf(key).map(visitor::test).orElse(true));
  }

  @Override
  public int score(Did owner) {
    return Reputation.of(moment.settled(), owner, moment.now()).score();
  }

  @Override
  public long now() {
    return moment.now();
  }
}
