package network.clawnet.core.state;

import org.jspecify.annotations.Nullable;

/** Point reads of the replicated state at one moment. */
@FunctionalInterface
public interface StateView {
  /**
   * Returns the value, or null where the key has none. Callers must not change the array.
   *
   * <p>A storage fault is an {@link java.io.UncheckedIOException}: the node stops.
   */
  byte @Nullable [] get(StateKey key);
}
