package network.clawnet.p2p.gossip.cache;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.MessageId;

/** The valid messages of the last heartbeats, to be gossiped about and given on demand. */
public final class MessageCache {
  /** Heartbeats that a message can be asked for. */
  public static final int WINDOWS = 5;

  /** Heartbeats that a message is gossiped about. */
  public static final int GOSSIP_WINDOWS = 3;

  /** Times that one peer is given one message. */
  public static final int MAX_GIVEN = 3;

  /** Bytes of all messages together; beyond them the oldest go first. */
  public static final int MAX_BYTES = 32 << 20;

  private static final class Entry {
    final MessageId id;
    final Message message;
    final long window;
    final Map<PeerId, Integer> given = new HashMap<>(0);

    Entry(MessageId id, Message message, long window) {
      this.id = id;
      this.message = message;
      this.window = window;
    }
  }

  private final Map<MessageId, Entry> byId = new HashMap<>();
  private final Deque<Entry> byAge = new ArrayDeque<>();
  private final long maxBytes;
  private long window;
  private long bytes;

  public MessageCache() {
    this(MAX_BYTES);
  }

  MessageCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Remembers a message; a second one of that id changes nothing. */
  public void put(MessageId id, Message message) {
    Entry entry = new Entry(id, message, window);
    if (byId.putIfAbsent(id, entry) != null) {
      return;
    }
    byAge.addLast(entry);
    bytes += message.rpc().length;
    while (bytes > maxBytes) {
      removeOldest();
    }
  }

  /** Returns the message for a peer that asks; empty if it is gone or was given too often. */
  public Optional<Message> give(MessageId id, PeerId peer) {
    Entry entry = byId.get(id);
    if (entry == null || entry.given.merge(peer, 1, Integer::sum) > MAX_GIVEN) {
      return Optional.empty();
    }
    return Optional.of(entry.message);
  }

  /** Returns whether the peer has asked more often than it is given the message. */
  public boolean isAskedTooOften(MessageId id, PeerId peer) {
    Entry entry = byId.get(id);
    return entry != null && entry.given.getOrDefault(peer, 0) > MAX_GIVEN;
  }

  /** Returns the ids of one topic that are gossiped about, oldest first. */
  public List<MessageId> recent(String topic) {
    List<MessageId> ids = new ArrayList<>();
    for (Entry entry : byAge) {
      if (entry.window > window - GOSSIP_WINDOWS && entry.message.topic().equals(topic)) {
        ids.add(entry.id);
      }
    }
    return ids;
  }

  /** Begins the next heartbeat. */
  public void shift() {
    window++;
    while (!byAge.isEmpty() && byAge.getFirst().window <= window - WINDOWS) {
      removeOldest();
    }
  }

  public int size() {
    return byId.size();
  }

  private void removeOldest() {
    Entry oldest = byAge.removeFirst();
    byId.remove(oldest.id);
    bytes -= oldest.message.rpc().length;
  }
}
