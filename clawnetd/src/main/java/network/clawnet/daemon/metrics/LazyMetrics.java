package network.clawnet.daemon.metrics;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes the meters when they are first needed, which is after the node's first answer: their
 * classes are no part of the start. Callable from any thread.
 */
public final class LazyMetrics {
  private final List<Metrics.Reading> readings;
  private final AtomicReference<@Nullable Metrics> made = new AtomicReference<>();

  public LazyMetrics(List<Metrics.Reading> readings) {
    this.readings = List.copyOf(readings);
  }

  /** Returns the meters; two first callers may both make some, and one set is forgotten. */
  public Metrics get() {
    Metrics present = made.get();
    if (present != null) {
      return present;
    }
    Metrics fresh = new Metrics(readings);
    Metrics first = made.compareAndExchange(null, fresh);
    return first != null ? first : fresh;
  }
}
