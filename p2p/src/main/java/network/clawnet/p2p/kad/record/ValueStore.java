package network.clawnet.p2p.kad.record;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.kad.message.KadRecord;
import network.clawnet.p2p.kad.table.KadKey;
import org.jspecify.annotations.Nullable;

/**
 * Values kept for others, in memory. A value is kept if its namespace admits it and it is at least
 * as good as the one that is there; when the store is full, the values farthest from this node go,
 * because other nodes are closer to them. One thread; time is passed in.
 */
public final class ValueStore {
  /** What became of a value that was brought. */
  public enum Put {
    STORED,
    /** Its namespace is unknown or its validator refused it. */
    INVALID,
    /** A better one is stored. */
    WORSE,
    /** Its bringer has its share, or every stored value is closer to this node. */
    FULL
  }

  private record Held(KadRecord item, PeerId from, long untilMillis) {
    int bytes() {
      return item.key().length + item.value().length;
    }
  }

  private final KadKey self;
  private final Validators validators;
  private final StoreLimits limits;
  private final NavigableMap<KadKey, Held> byDistance = new TreeMap<>();
  private final Map<PeerId, Integer> perPeer = new HashMap<>();
  private long bytes;

  public ValueStore(KadKey self, Validators validators, StoreLimits limits) {
    this.self = self;
    this.validators = validators;
    this.limits = limits;
  }

  /** Offers a value. */
  public Put put(long nowMillis, PeerId from, KadRecord item) {
    if (!validators.isValid(item.key(), item.value())) {
      return Put.INVALID;
    }
    KadKey distance = self.distance(KadKey.of(item.key()));
    Held old = live(nowMillis, distance);
    if (old != null && selectsOld(old, item)) {
      return Put.WORSE;
    }
    boolean isNewFromPeer = old == null || !old.from.equals(from);
    if (isNewFromPeer && perPeer.getOrDefault(from, 0) >= limits.maxValuesPerPeer()) {
      return Put.FULL;
    }
    Held held = new Held(item, from, nowMillis + limits.valueMillis());
    if (!makeRoom(held.bytes() - (old == null ? 0 : old.bytes()), distance)) {
      return Put.FULL;
    }
    drop(distance);
    byDistance.put(distance, held);
    bytes += held.bytes();
    perPeer.merge(from, 1, Integer::sum);
    return Put.STORED;
  }

  private boolean selectsOld(Held old, KadRecord item) {
    byte[] stored = old.item.value();
    return !Arrays.equals(stored, item.value())
        && validators.select(item.key(), List.of(stored, item.value())) == 0;
  }

  private boolean makeRoom(long more, KadKey distance) {
    while (bytes + more > limits.maxValueBytes()) {
      if (byDistance.isEmpty() || byDistance.lastKey().compareTo(distance) <= 0) {
        return false;
      }
      drop(byDistance.lastKey());
    }
    return true;
  }

  /** Returns the value under a key, valid when it was stored. */
  public Optional<KadRecord> get(long nowMillis, byte[] key) {
    Held held = live(nowMillis, self.distance(KadKey.of(key)));
    return held == null ? Optional.empty() : Optional.of(held.item);
  }

  private @Nullable Held live(long nowMillis, KadKey distance) {
    Held held = byDistance.get(distance);
    if (held != null && held.untilMillis <= nowMillis) {
      drop(distance);
      return null;
    }
    return held;
  }

  private void drop(KadKey distance) {
    Held held = byDistance.remove(distance);
    if (held != null) {
      bytes -= held.bytes();
      perPeer.merge(held.from, -1, (a, b) -> a + b == 0 ? null : a + b);
    }
  }

  /** Forgets what has expired; called now and then. */
  public void expire(long nowMillis) {
    List<KadKey> old =
        byDistance.entrySet().stream()
            .filter(entry -> entry.getValue().untilMillis <= nowMillis)
            .map(Map.Entry::getKey)
            .toList();
    old.forEach(this::drop);
  }

  /** Returns how many values are stored. */
  public int size() {
    return byDistance.size();
  }

  /** Returns the size of all keys and values in bytes. */
  public long bytes() {
    return bytes;
  }
}
