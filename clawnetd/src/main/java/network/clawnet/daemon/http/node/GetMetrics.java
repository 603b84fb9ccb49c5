package network.clawnet.daemon.http.node;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Route;
import network.clawnet.daemon.metrics.LazyMetrics;

/** {@code GET /metrics}: Prometheus' text format. */
public record GetMetrics(LazyMetrics metrics) implements Route {
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  @Override
  public Endpoint endpoint() {
    return Endpoint.get("/metrics");
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) {
    byte[] text = metrics.get().scrape().getBytes(StandardCharsets.UTF_8);
    return CompletableFuture.completedFuture(new Answer.Text(200, CONTENT_TYPE, text));
  }
}
