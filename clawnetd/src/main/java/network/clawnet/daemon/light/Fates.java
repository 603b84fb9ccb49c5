package network.clawnet.daemon.light;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Verdict;

/** What became of own events, as far as it was proved and is remembered. Any thread. */
final class Fates {
  private static final int MAX_REMEMBERED = 10_000;
  private final Map<Hash, Long> heights = bounded();
  private final Map<Hash, Verdict.Reject> dropped = bounded();

  synchronized void settled(Hash event, long height) {
    heights.put(event, height);
  }

  synchronized void dropped(Hash event, Verdict.Reject reason) {
    dropped.put(event, reason);
  }

  synchronized OptionalLong height(Hash event) {
    Long height = heights.get(event);
    return height == null ? OptionalLong.empty() : OptionalLong.of(height);
  }

  synchronized Optional<Verdict.Reject> reason(Hash event) {
    return Optional.ofNullable(dropped.get(event));
  }

  private static <V> Map<Hash, V> bounded() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<Hash, V> eldest) {
        return size() > MAX_REMEMBERED;
      }
    };
  }
}
