package network.clawnet.p2p.gossip.cache;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.gossip.rpc.MessageId;

/** The messages of one topic that were judged, so that each is judged once. */
public final class SeenCache {
  /** Ids at most; beyond them the oldest are forgotten. */
  public static final int MAX_IDS = 200_000;

  /** How a message was judged. */
  public enum Fate {
    VALID,
    INVALID,
    IGNORED
  }

  /** One message; {@code counted} peers have had their copy of it counted. */
  public static final class Seen {
    private final Fate fate;
    private final long atMillis;
    private final List<PeerId> counted = new ArrayList<>(0);

    Seen(Fate fate, long atMillis) {
      this.fate = fate;
      this.atMillis = atMillis;
    }

    public Fate fate() {
      return fate;
    }

    public long atMillis() {
      return atMillis;
    }

    /** Counts the copy of a peer; false if that was done before. */
    public boolean count(PeerId peer) {
      return !counted.contains(peer) && counted.add(peer);
    }
  }

  private final LinkedHashMap<MessageId, Seen> seen = new LinkedHashMap<>();
  private final long ttlMillis;
  private final int maxIds;

  public SeenCache(long ttlMillis) {
    this(ttlMillis, MAX_IDS);
  }

  SeenCache(long ttlMillis, int maxIds) {
    this.ttlMillis = ttlMillis;
    this.maxIds = maxIds;
  }

  /** Remembers how a message was judged, if it is new. */
  public Seen add(MessageId id, Fate fate, long nowMillis) {
    Seen fresh = new Seen(fate, nowMillis);
    Seen known = seen.putIfAbsent(id, fresh);
    if (seen.size() > maxIds) {
      seen.remove(seen.keySet().iterator().next());
    }
    return known == null ? fresh : known;
  }

  public Optional<Seen> find(MessageId id) {
    return Optional.ofNullable(seen.get(id));
  }

  public boolean contains(MessageId id) {
    return seen.containsKey(id);
  }

  /** Forgets what is too old. */
  public void expire(long nowMillis) {
    Iterator<Map.Entry<MessageId, Seen>> oldest = seen.entrySet().iterator();
    while (oldest.hasNext() && oldest.next().getValue().atMillis <= nowMillis - ttlMillis) {
      oldest.remove();
    }
  }

  public int size() {
    return seen.size();
  }
}
