package network.clawnet.core.state;

import org.jspecify.annotations.Nullable;

/**
 * One change of the replicated state.
 *
 * @param value the new value, or null to delete
 */
public record Change(StateKey key, byte @Nullable [] value) implements Comparable<Change> {
  @Override
  public int compareTo(Change other) {
    return key.compareTo(other.key);
  }
}
