package network.clawnet.core.relay;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.PeerId;

/**
 * What is let in from whom: events and bytes for each peer, and each event once. Pure; one owner
 * thread.
 */
final class Ingress {
  /** Events a second that an ordinary peer may bring for long. */
  static final int EVENTS_PER_SECOND = 200;

  /** Events that it may bring at once after a rest. */
  static final int BURST_EVENTS = 1_000;

  /** Bytes a second that it may bring, and at once after a rest. */
  static final int BYTES_PER_SECOND = 1024 * 1024;

  /** Events that are remembered, by the hash of their bytes. */
  static final int MAX_SEEN = 65_536;

  private static final int MAX_PEERS = 512;
  private static final double SECOND_NANOS = 1e9;

  private final Predicate<PeerId> trusted;
  private final Map<Hash, Boolean> seen = bounded(MAX_SEEN);
  private final Map<PeerId, Budget> budgets = bounded(MAX_PEERS);

  /**
   * Starts without memories.
   *
   * @param trusted validators that have proved their key: they share the full rate of blocks
   */
  Ingress(Predicate<PeerId> trusted) {
    this.trusted = trusted;
  }

  /** Takes events and bytes out of a peer's budget; false if it has not so much. */
  boolean allows(PeerId peer, int events, int bytes, long nowNanos) {
    if (trusted.test(peer)) {
      return true;
    }
    return budgets.computeIfAbsent(peer, it -> new Budget(nowNanos)).take(events, bytes, nowNanos);
  }

  /** Returns whether these bytes were seen before, and remembers them. */
  boolean isKnown(Hash bytes) {
    return seen.put(bytes, true) != null;
  }

  /** Forgets an event, so that it may come again. */
  void forget(Hash bytes) {
    seen.remove(bytes);
  }

  private static <K, V> Map<K, V> bounded(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  private static final class Budget {
    private double events = BURST_EVENTS;
    private double bytes = BYTES_PER_SECOND;
    private long at;

    Budget(long nowNanos) {
      at = nowNanos;
    }

    boolean take(int wantedEvents, int wantedBytes, long nowNanos) {
      double seconds = (nowNanos - at) / SECOND_NANOS;
      at = nowNanos;
      events = Math.min(BURST_EVENTS, events + seconds * EVENTS_PER_SECOND);
      bytes = Math.min(BYTES_PER_SECOND, bytes + seconds * BYTES_PER_SECOND);
      if (events < wantedEvents || bytes < wantedBytes) {
        return false;
      }
      events -= wantedEvents;
      bytes -= wantedBytes;
      return true;
    }
  }
}
