package network.clawnet.daemon.http.node;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.health.Health;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;

/** {@code GET /health/live} and {@code GET /health/ready}: for supervisors, so open to anybody. */
public record GetHealth(String path, Supplier<Health.Report> report) implements Route {
  /** Returns the route that says whether the process should be restarted. */
  public static GetHealth live(Health health) {
    return new GetHealth("/health/live", health::live);
  }

  /** Returns the route that says whether calls should be sent here. */
  public static GetHealth ready(Health health) {
    return new GetHealth("/health/ready", health::ready);
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.get(path).open();
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) {
    Health.Report now = report.get();
    Json.Builder body = Json.object().put("status", now.status());
    if (!now.ok()) {
      body.put("reason", now.reason());
    }
    return CompletableFuture.completedFuture(
        new Answer.Document(now.ok() ? 200 : 503, body.build()));
  }
}
