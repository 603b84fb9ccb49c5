package network.clawnet.daemon.http.order;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.http.market.DealWrites;
import network.clawnet.daemon.http.market.MarketCalls;
import network.clawnet.daemon.http.market.StepMembers;
import network.clawnet.market.order.Order;
import network.clawnet.market.order.OrderAction;

/** {@code POST /api/markets/orders/{id}/deliver}, {@code /approve} …: one step of an order. */
public record PostOrderStep(OrderAction action, DealWrites orders) implements Route {
  /** Returns an operation for each step. */
  public static List<Route> all(DealWrites orders) {
    return Arrays.stream(OrderAction.values())
        .<Route>map(action -> new PostOrderStep(action, orders))
        .toList();
  }

  @Override
  public Endpoint endpoint() {
    String verb = action.type().substring(action.type().lastIndexOf('.') + 1);
    return Endpoint.ledgerWrite("/api/markets/orders/{id}/" + verb, Scope.MARKET, members().body());
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    Order order = orders.market().order(call).order();
    Json.Builder payload =
        Json.object()
            .put("orderId", order.id().hex())
            .put("resourcePrev", MarketCalls.prev(call.body(), order.lastEvent()));
    members().put(call.body(), payload);
    return orders.step(call, action.type(), order.id(), payload.build());
  }

  private StepMembers members() {
    return switch (action) {
      case APPROVE, CLOSE -> StepMembers.none();
      case DELIVER -> StepMembers.of("contentHash").orElse("key");
      case REVISE, REJECT, CANCEL -> StepMembers.of("reason");
      case DISPUTE -> StepMembers.of("reason").orElse("evidence");
      case EVIDENCE -> StepMembers.of("evidence");
      case RULE, SPLIT -> StepMembers.of("toSeller");
      case REVIEW -> StepMembers.of("rating").orElse("comment");
    };
  }
}
