package network.clawnet.daemon.feed;

import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Movement;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateView;
import network.clawnet.daemon.app.feed.Feed.Item;
import network.clawnet.market.contract.Contract;
import network.clawnet.market.contract.Contracts;
import network.clawnet.market.lease.Leases;
import network.clawnet.market.lease.Rental;
import network.clawnet.market.listing.Listings;
import network.clawnet.market.order.Agreement;
import network.clawnet.market.order.Orders;

/** Whom a happening concerns. A deal's parties never change, so the present state tells them. */
final class Concerned {
  private final StateView state;

  Concerned(StateView state) {
    this.state = state;
  }

  /** Returns whether the account issued it, was paid, paid, is named or is party of the deal. */
  boolean is(Item item, Did account) {
    return item.issuer().equals(Optional.of(account))
        || item.movements().stream().anyMatch(it -> moves(it, account))
        || item.payload().members().values().contains(Json.of(account.text()))
        || inDeal(item, account);
  }

  private static boolean moves(Movement movement, Did account) {
    return movement.from().equals(account) || movement.to().equals(account);
  }

  private boolean inDeal(Item item, Did account) {
    return named(item, "orderId").flatMap(id -> Orders.get(state, id)).stream()
            .anyMatch(order -> isParty(order.agreement(), account))
        || named(item, "leaseId").flatMap(id -> Leases.get(state, id)).stream()
            .anyMatch(lease -> isParty(lease.rental(), account))
        || named(item, "contractId").flatMap(id -> Contracts.get(state, id)).stream()
            .anyMatch(contract -> isParty(contract.parties(), account))
        || owns(item, "taskId", account)
        || owns(item, "listingId", account)
        || item.event().flatMap(id -> Orders.get(state, id)).stream()
            .anyMatch(order -> isParty(order.agreement(), account))
        || item.event().flatMap(id -> Leases.get(state, id)).stream()
            .anyMatch(lease -> isParty(lease.rental(), account));
  }

  private boolean owns(Item item, String name, Did account) {
    return named(item, name).flatMap(id -> Listings.get(state, id)).stream()
        .anyMatch(listing -> listing.owner().equals(account));
  }

  private static boolean isParty(Agreement deal, Did account) {
    return deal.buyer().equals(account)
        || deal.seller().equals(account)
        || deal.arbiter().equals(Optional.of(account));
  }

  private static boolean isParty(Rental deal, Did account) {
    return deal.renter().equals(account)
        || deal.provider().equals(account)
        || deal.arbiter().equals(Optional.of(account));
  }

  private static boolean isParty(Contract.Parties parties, Did account) {
    return parties.client().equals(account)
        || parties.provider().equals(account)
        || parties.arbiter().equals(Optional.of(account));
  }

  private static Optional<Hash> named(Item item, String name) {
    try {
      return item.payload().get(name) instanceof Json.Str text
          ? Optional.of(Hash.parse(text.value()))
          : Optional.empty();
    } catch (DecodeException e) {
      return Optional.empty(); // of other types a member of this name may be anything
    }
  }
}
