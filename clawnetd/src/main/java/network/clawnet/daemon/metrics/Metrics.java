package network.clawnet.daemon.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The node's meters. Callable from any thread.
 *
 * <p>Make it with {@link LazyMetrics}: loading its classes takes about as long as the rest of the
 * server.
 */
public final class Metrics {
  /** Most series of HTTP timers; requests beyond are not counted. */
  static final int MAX_TIMERS = 1_000;

  private static final Duration[] LATENCIES = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ConcurrentHashMap<Request, Timer> timers = new ConcurrentHashMap<>();

  /**
   * A figure that is read when somebody asks.
   *
   * @param name dotted, for example {@code ledger.height}
   * @param unit base unit, or an empty text
   */
  public record Reading(String name, String help, String unit, LongSupplier value) {}

  /** What distinguishes HTTP requests; the route's pattern, never the path as it came. */
  record Request(String method, String route, int status) {}

  public Metrics(List<Reading> readings) {
    for (Reading reading : readings) {
      Gauge.builder(reading.name(), reading.value(), LongSupplier::getAsLong)
          .description(reading.help())
          .baseUnit(reading.unit().isEmpty() ? null : reading.unit())
          .register(registry);
    }
  }

  /**
   * Counts one HTTP request.
   *
   * @param route the route's pattern, or {@code none}
   */
  public void request(String method, String route, int status, long nanos) {
    Request request = new Request(method, route, status);
    Timer timer = timers.get(request);
    if (timer == null) {
      if (timers.size() >= MAX_TIMERS) {
        return;
      }
      timer = timers.computeIfAbsent(request, this::timer);
    }
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Request request) {
    return Timer.builder("http.server.requests")
        .description("HTTP requests, answered or refused")
        .tag("method", request.method())
        .tag("route", request.route())
        .tag("status", Integer.toString(request.status()))
        .serviceLevelObjectives(LATENCIES)
        .register(registry);
  }

  /** Returns all figures in Prometheus' text format 0.0.4. */
  public String scrape() {
    return registry.scrape();
  }
}
