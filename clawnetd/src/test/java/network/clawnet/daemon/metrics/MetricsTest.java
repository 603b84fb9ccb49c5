package network.clawnet.daemon.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void readsFiguresWhenAsked() {
    long[] height = {7};
    Metrics metrics =
        new Metrics(
            List.of(new Metrics.Reading("ledger.height", "last final block", "", () -> height[0])));

    height[0] = 8;

    assertThat(metrics.scrape()).contains("ledger_height 8");
  }

  @Test
  void keepsABoundedNumberOfSeries() {
    Metrics metrics = new Metrics(List.of());
    for (int i = 0; i < Metrics.MAX_TIMERS + 10; i++) {
      metrics.request("GET", "/r" + i, 200, 1_000);
    }

    assertThat(metrics.scrape())
        .contains("route=\"/r" + (Metrics.MAX_TIMERS - 1) + "\"")
        .doesNotContain("route=\"/r" + Metrics.MAX_TIMERS + "\"");
  }

  @Test
  void makesTheMetersOnce() {
    LazyMetrics lazy = new LazyMetrics(List.of());

    assertThat(lazy.get()).isSameAs(lazy.get());
  }
}
