package network.clawnet.daemon.query.market;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.market.Page;
import network.clawnet.daemon.app.market.Standing;
import network.clawnet.daemon.query.market.MarketRows.Of;
import network.clawnet.daemon.query.market.MarketRows.Row;
import network.clawnet.market.arbiter.Seat;
import network.clawnet.market.arbiter.Seats;
import network.clawnet.market.contract.ContractAction;
import network.clawnet.market.reputation.Reputation;

/** Arbiters and reputation from the state, reviews from this node's lists. Any thread. */
public final class StandingQueries implements Standing {
  private final Moment moment;
  private final RowReader rows;
  private final Tokens seatPrice;

  public StandingQueries(Moment moment, Tokens seatPrice) {
    this.moment = moment;
    this.seatPrice = seatPrice;
    this.rows = new RowReader(moment.database().store());
  }

  @Override
  public SeatPage seats(int limit, int offset) {
    StateView state = moment.settled();
    List<Seat> seats =
        Seats.list(state, offset, limit).stream()
            .flatMap(it -> Seats.get(state, it).stream())
            .toList();
    return new SeatPage(seats, Seats.count(state));
  }

  @Override
  public Optional<Seat> seat(Did holder) {
    return moment.latest(state -> Seats.get(state, holder)).map(Moment.Seen::value);
  }

  @Override
  public Tokens seatPrice() {
    return seatPrice;
  }

  @Override
  public Score score(Did did) {
    long now = moment.now();
    return new Score(did, Reputation.of(moment.settled(), did, now), now, Optional.empty());
  }

  @Override
  public Page<Review> reviews(Did did, Page.Part part) throws IOException {
    return Faults.rethrown(
        () ->
            rows.page(
                Of.REVIEWS,
                MarketIndexer.subject(did),
                part,
                row -> Faults.unchecked(() -> moment.event(row.event())).map(it -> of(row, it))));
  }

  private static Review of(Row row, SignedEvent event) {
    Json.Obj said = event.envelope().payload();
    int stars = said.get("rating") instanceof Json.Num number ? (int) number.value() : 0;
    Optional<String> comment =
        said.get("comment") instanceof Json.Str text ? Optional.of(text.value()) : Optional.empty();
    return new Review(
        event.hash(),
        row.id(),
        event.envelope().type().equals(ContractAction.REVIEW.type()),
        event.issuer(),
        stars,
        comment,
        row.time());
  }
}
