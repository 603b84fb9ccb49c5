package network.clawnet.p2p.kad.machine;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import network.clawnet.p2p.kad.message.KadRecord;

/** What this node provides and has put, and when it tells the network again. */
final class Announcements {
  /** Keys announced in all. */
  static final int MAX_KEYS = 4096;

  /** An announcement that is due: of a value, or of a provided key. */
  record Due(byte[] key, Optional<KadRecord> item) {}

  private static final class Entry {
    final Optional<KadRecord> item;
    long dueMillis;

    Entry(Optional<KadRecord> item, long dueMillis) {
      this.item = item;
      this.dueMillis = dueMillis;
    }
  }

  private final long periodMillis;
  private final Map<ByteBuffer, Entry> provided = new LinkedHashMap<>();
  private final Map<ByteBuffer, Entry> values = new LinkedHashMap<>();

  Announcements(long periodMillis) {
    this.periodMillis = periodMillis;
  }

  /** Remembers to announce the key again; false if there are too many. */
  boolean provide(long nowMillis, byte[] key) {
    return add(provided, key, new Entry(Optional.empty(), nowMillis + periodMillis));
  }

  /** Remembers to put the value again; false if there are too many. */
  boolean put(long nowMillis, KadRecord item) {
    return add(values, item.key(), new Entry(Optional.of(item), nowMillis + periodMillis));
  }

  private boolean add(Map<ByteBuffer, Entry> to, byte[] key, Entry entry) {
    ByteBuffer id = ByteBuffer.wrap(key);
    if (!to.containsKey(id) && provided.size() + values.size() >= MAX_KEYS) {
      return false;
    }
    to.put(id, entry);
    return true;
  }

  void stopProviding(byte[] key) {
    provided.remove(ByteBuffer.wrap(key));
  }

  boolean provides(byte[] key) {
    return provided.containsKey(ByteBuffer.wrap(key));
  }

  /** Returns one announcement that is due and plans its next time. */
  Optional<Due> due(long nowMillis) {
    Optional<Due> key = due(provided, nowMillis);
    return key.isPresent() ? key : due(values, nowMillis);
  }

  private Optional<Due> due(Map<ByteBuffer, Entry> from, long nowMillis) {
    for (Map.Entry<ByteBuffer, Entry> it : from.entrySet()) {
      Entry entry = it.getValue();
      if (entry.dueMillis <= nowMillis) {
        entry.dueMillis = nowMillis + periodMillis;
        return Optional.of(new Due(it.getKey().array(), entry.item));
      }
    }
    return Optional.empty();
  }
}
