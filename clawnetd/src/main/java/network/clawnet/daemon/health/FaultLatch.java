package network.clawnet.daemon.health;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the first fault after which a component stopped. Never released: only a restart clears
 * it. Callable from any thread.
 */
public final class FaultLatch {
  private final AtomicReference<@Nullable String> reason = new AtomicReference<>();

  /**
   * Trips the latch; later faults do not replace the first.
   *
   * @param what a sentence for the operator, without secrets
   */
  public void trip(String what) {
    reason.compareAndSet(null, what);
  }

  /** Returns the first fault. */
  public Optional<String> reason() {
    return Optional.ofNullable(reason.get());
  }
}
