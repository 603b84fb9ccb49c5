package network.clawnet.daemon.http.lease;

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
import network.clawnet.market.lease.Lease;
import network.clawnet.market.lease.LeaseAction;

/**
 * {@code POST /api/markets/capabilities/leases/{id}/end}, {@code /meter} …: one step of an lease.
 */
public record PostLeaseStep(LeaseAction action, DealWrites leases) implements Route {
  /** Returns an operation for each step. */
  public static List<Route> all(DealWrites leases) {
    return Arrays.stream(LeaseAction.values())
        .<Route>map(action -> new PostLeaseStep(action, leases))
        .toList();
  }

  @Override
  public Endpoint endpoint() {
    String verb = action.type().substring(action.type().lastIndexOf('.') + 1);
    return Endpoint.ledgerWrite(
        "/api/markets/capabilities/leases/{id}/" + verb, Scope.MARKET, members().body());
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    Lease lease = leases.market().lease(call).lease();
    Json.Builder payload = Json.object().put("leaseId", lease.id().hex());
    // totals of the meter only rise, so they need not say what they follow upon
    if (action != LeaseAction.METER) {
      payload.put("resourcePrev", MarketCalls.prev(call.body(), lease.lastEvent()));
    }
    members().put(call.body(), payload);
    return leases.step(call, action.type(), lease.id(), payload.build());
  }

  private StepMembers members() {
    return switch (action) {
      case END, CLOSE -> StepMembers.none();
      case METER -> StepMembers.of("units");
      case CLAIM -> StepMembers.of("units", "reason").orElse("evidence");
      case RULE -> StepMembers.of("toProvider");
    };
  }
}
