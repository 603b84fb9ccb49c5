package network.clawnet.daemon.query.market;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.app.market.Deals;
import network.clawnet.daemon.app.market.Page;
import network.clawnet.daemon.query.market.MarketRows.Of;
import network.clawnet.daemon.query.market.MarketRows.Row;
import network.clawnet.market.lease.Lease;
import network.clawnet.market.lease.Leases;
import network.clawnet.market.lease.Rental;
import network.clawnet.market.order.Agreement;
import network.clawnet.market.order.Order;
import network.clawnet.market.order.Orders;

/** Orders and leases from the state and this node's lists. Any thread. */
public final class DealQueries implements Deals {
  private final Moment moment;
  private final RowReader rows;
  private final Steps steps;

  public DealQueries(Moment moment) {
    this.moment = moment;
    this.rows = new RowReader(moment.database().store());
    this.steps = new Steps(moment, rows);
  }

  @Override
  public Optional<OrderView> order(Hash id) throws IOException {
    Optional<Moment.Seen<Order>> seen = moment.latest(state -> Orders.get(state, id));
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    Optional<Row> place = rows.place(id);
    Order order = seen.get().value();
    return Optional.of(
        new OrderView(
            order,
            order.isOverdueAt(moment.now()),
            place.isPresent() ? OptionalLong.of(place.get().time()) : OptionalLong.empty(),
            steps.of(id),
            seen.get().pending()));
  }

  @Override
  public Page<OrderView> orders(Wanted wanted, Page.Part part) throws IOException {
    long now = moment.now();
    return Faults.rethrown(
        () ->
            rows.page(
                wanted.listing().isPresent() ? Of.ORDERS_FROM : Of.ORDERS,
                subject(wanted),
                part,
                row -> order(row, wanted, now)));
  }

  @Override
  public Optional<LeaseView> lease(Hash id) throws IOException {
    Optional<Moment.Seen<Lease>> seen = moment.latest(state -> Leases.get(state, id));
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    Lease lease = seen.get().value();
    return Optional.of(
        new LeaseView(lease, lease.isOverdueAt(moment.now()), steps.of(id), seen.get().pending()));
  }

  @Override
  public Page<LeaseView> leases(Wanted wanted, Page.Part part) throws IOException {
    long now = moment.now();
    return Faults.rethrown(
        () ->
            rows.page(
                wanted.listing().isPresent() ? Of.LEASES_FROM : Of.LEASES,
                subject(wanted),
                part,
                row -> lease(row, wanted, now)));
  }

  private static byte[] subject(Wanted wanted) {
    return wanted
        .listing()
        .map(Hash::bytes)
        .orElseGet(() -> MarketIndexer.subject(wanted.party().orElseThrow()));
  }

  private Optional<OrderView> order(Row row, Wanted wanted, long now) {
    Order order = Orders.get(moment.settled(), row.id()).orElseThrow();
    Agreement deal = order.agreement();
    boolean fits =
        Steps.fits(wanted, deal.buyer(), deal.seller(), deal.arbiter(), order.state().text());
    return fits
        ? Optional.of(
            new OrderView(
                order, order.isOverdueAt(now), OptionalLong.of(row.time()), List.of(), false))
        : Optional.empty();
  }

  private Optional<LeaseView> lease(Row row, Wanted wanted, long now) {
    Lease lease = Leases.get(moment.settled(), row.id()).orElseThrow();
    Rental deal = lease.rental();
    boolean fits =
        Steps.fits(wanted, deal.renter(), deal.provider(), deal.arbiter(), lease.state().text());
    return fits
        ? Optional.of(new LeaseView(lease, lease.isOverdueAt(now), List.of(), false))
        : Optional.empty();
  }
}
