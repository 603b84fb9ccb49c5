package network.clawnet.daemon.message;

import java.util.Optional;
import java.util.Set;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.message.Route;
import network.clawnet.core.message.post.Admission;
import network.clawnet.core.state.StateView;
import network.clawnet.market.contract.Contracts;
import network.clawnet.market.lease.Leases;
import network.clawnet.market.order.Orders;

/**
 * Lets the parties of a deal write to each other: of an order, a lease, or a contract from its
 * draft on. Also its arbiter may write and be written to.
 */
public final class DealParties implements Admission {
  private final StateView state;

  /**
   * Asks a state.
   *
   * @param state what is final; any thread
   */
  public DealParties(StateView state) {
    this.state = state;
  }

  @Override
  public Answer ask(Route route, Hash deal) {
    return parties(deal)
        .map(it -> it.contains(route.from()) && it.contains(route.to()) ? Answer.YES : Answer.NO)
        .orElse(Answer.LATER); // the ledger may not have come so far here
  }

  private Optional<Set<Did>> parties(Hash deal) {
    return Orders.get(state, deal)
        .map(it -> it.agreement())
        .map(it -> set(it.buyer(), it.seller(), it.arbiter()))
        .or(
            () ->
                Leases.get(state, deal)
                    .map(it -> it.rental())
                    .map(it -> set(it.renter(), it.provider(), it.arbiter())))
        .or(
            () ->
                Contracts.get(state, deal)
                    .map(it -> it.parties())
                    .map(it -> set(it.client(), it.provider(), it.arbiter())));
  }

  private static Set<Did> set(Did one, Did other, Optional<Did> arbiter) {
    return arbiter.map(it -> Set.of(one, other, it)).orElseGet(() -> Set.of(one, other));
  }
}
