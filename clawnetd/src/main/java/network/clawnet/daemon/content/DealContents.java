package network.clawnet.daemon.content;

import java.util.Optional;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.message.Route;
import network.clawnet.core.state.StateView;
import network.clawnet.market.contract.Contract;
import network.clawnet.market.contract.Contracts;
import network.clawnet.market.order.Order;
import network.clawnet.market.order.Orders;

/** The orders and contracts of a state: there the seller delivers to the buyer. */
final class DealContents implements Deliveries {
  private final StateView state;

  DealContents(StateView state) {
    this.state = state;
  }

  @Override
  public Answer ask(Hash deal, Route route, Hash content) {
    Optional<Order> order = Orders.get(state, deal);
    if (order.isPresent()) {
      return answer(
          route.equals(new Route(order.get().agreement().seller(), buyer(order.get()))),
          order.get().progress().delivered().equals(Optional.of(content)),
          order.get().state().isFinal());
    }
    return Contracts.get(state, deal).map(it -> ask(it, route, content)).orElse(Answer.NEVER);
  }

  @Override
  public Optional<Did> receiver(Hash deal) {
    return Orders.get(state, deal)
        .map(DealContents::buyer)
        .or(() -> Contracts.get(state, deal).map(it -> it.parties().client()));
  }

  private static Did buyer(Order order) {
    return order.agreement().buyer();
  }

  private static Answer ask(Contract contract, Route route, Hash content) {
    return answer(
        route.equals(new Route(contract.parties().provider(), contract.parties().client())),
        contract.milestones().stream().anyMatch(it -> it.delivered().equals(Optional.of(content))),
        contract.state().isFinal());
  }

  private static Answer answer(boolean parties, boolean named, boolean over) {
    if (!parties || (over && !named)) {
      return Answer.NEVER;
    }
    return named ? Answer.YES : Answer.NOT_YET;
  }
}
