package network.clawnet.p2p.guard;

import java.util.HashMap;
import java.util.Map;

/** Counts of things by key; a key whose count is zero is not kept. */
final class Counts<K> {
  private final Map<K, Integer> counts = new HashMap<>();

  int of(K key) {
    return counts.getOrDefault(key, 0);
  }

  void up(K key) {
    counts.merge(key, 1, Integer::sum);
  }

  /** Throws IllegalStateException if the count is zero: the caller's bug. */
  void down(K key) {
    Integer count = counts.remove(key);
    if (count == null) {
      throw new IllegalStateException("nothing to count down: " + key);
    }
    if (count > 1) {
      counts.put(key, count - 1);
    }
  }

  int keys() {
    return counts.size();
  }
}
