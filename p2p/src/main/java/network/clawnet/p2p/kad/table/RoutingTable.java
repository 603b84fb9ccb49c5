package network.clawnet.p2p.kad.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;
import org.jspecify.annotations.Nullable;

/**
 * Server peers by common prefix length with ourselves: 256 buckets of {@code k}. A peer enters only
 * after it answered, an old peer that still answers is never displaced by a new one, and one IP
 * group holds a bounded share. One thread; time is passed in. Source: libp2p kad-dht, section
 * routing table.
 */
public final class RoutingTable {
  /** What became of a peer that answered. */
  public enum Offer {
    /** It is in the table, newly or as before. */
    KEPT,
    /** Its bucket is full; it waits for a place. */
    FULL,
    /** Its IP group holds its share already, or it is ourselves. */
    REFUSED
  }

  /** Peers that wait for a place in one full bucket. */
  static final int MAX_WAITING = 5;

  /** Failures in a row after which a peer goes even if nobody else answers either. */
  static final int MAX_FAILURES = 3;

  private final KadKey self;
  private final int bucketSize;
  private final Diversity diversity;
  private final @Nullable Bucket[] buckets = new Bucket[KadKey.BITS];
  private final Map<IpGroup, Integer> groups = new HashMap<>();
  private int size;
  private long lastHeardMillis = Long.MIN_VALUE;

  public RoutingTable(KadKey self, int bucketSize, Diversity diversity) {
    this.self = self;
    this.bucketSize = bucketSize;
    this.diversity = diversity;
  }

  /**
   * Notes that a peer answered a request of ours.
   *
   * @param remote the address at the other end of the connection, which a liar cannot choose
   */
  public Offer heard(long nowMillis, Contact contact, Multiaddr remote) {
    int index = self.commonPrefix(contact.key());
    if (index == KadKey.BITS) {
      return Offer.REFUSED;
    }
    lastHeardMillis = nowMillis;
    Bucket bucket = bucket(index);
    Optional<Entry> known = bucket.find(contact.id());
    if (known.isPresent()) {
      renew(nowMillis, bucket, known.get(), contact);
      return Offer.KEPT;
    }
    Optional<IpGroup> group = diversity.tableGroup(remote);
    if (group.isPresent() && isFull(bucket, group.get())) {
      return Offer.REFUSED;
    }
    if (bucket.entries.size() >= bucketSize) {
      bucket.park(contact, MAX_WAITING);
      return Offer.FULL;
    }
    bucket.entries.add(new Entry(contact, group, nowMillis));
    group.ifPresent(it -> groups.merge(it, 1, Integer::sum));
    size++;
    return Offer.KEPT;
  }

  private static void renew(long nowMillis, Bucket bucket, Entry entry, Contact contact) {
    entry.heardMillis = nowMillis;
    entry.failures = 0;
    if (!contact.addrs().isEmpty()) {
      entry.contact = contact;
    }
    bucket.moveToEnd(entry);
  }

  private boolean isFull(Bucket bucket, IpGroup group) {
    return groups.getOrDefault(group, 0) >= diversity.perTable()
        || bucket.count(group) >= diversity.perBucket();
  }

  /**
   * Notes that a request to a peer failed. The peer goes, unless nobody has answered since the
   * request left: then it is more likely we who are cut off, and it stays for {@value
   * #MAX_FAILURES} failures.
   *
   * @return a peer that may be asked whether it takes the free place
   */
  public Optional<Contact> failed(long sentMillis, PeerId id) {
    Bucket bucket = buckets[Math.min(KadKey.BITS - 1, self.commonPrefix(KadKey.of(id)))];
    Entry entry = bucket == null ? null : bucket.find(id).orElse(null);
    if (bucket == null || entry == null) {
      return Optional.empty();
    }
    entry.failures++;
    if (lastHeardMillis < sentMillis && entry.failures < MAX_FAILURES) {
      return Optional.empty();
    }
    remove(bucket, entry);
    return bucket.unpark();
  }

  /** Takes out a peer that no longer serves the protocol. */
  public void remove(PeerId id) {
    Bucket bucket = buckets[Math.min(KadKey.BITS - 1, self.commonPrefix(KadKey.of(id)))];
    if (bucket != null) {
      bucket.find(id).ifPresent(entry -> remove(bucket, entry));
    }
  }

  private void remove(Bucket bucket, Entry entry) {
    bucket.entries.remove(entry);
    entry.group.ifPresent(it -> groups.merge(it, -1, (a, b) -> a + b == 0 ? null : a + b));
    size--;
  }

  /** Returns the peer's entry as last heard of. */
  public Optional<Contact> find(PeerId id) {
    Bucket bucket = buckets[Math.min(KadKey.BITS - 1, self.commonPrefix(KadKey.of(id)))];
    return bucket == null ? Optional.empty() : bucket.find(id).map(entry -> entry.contact);
  }

  /** Returns whether a check of an unknown peer could lead to its entering or waiting. */
  public boolean hasRoom(KadKey key) {
    int index = self.commonPrefix(key);
    Bucket bucket = index == KadKey.BITS ? null : buckets[index];
    return index != KadKey.BITS && (bucket == null || bucket.entries.size() < bucketSize);
  }

  /** Puts a peer that has not been asked in line for a place in its full bucket. */
  public void await(Contact contact) {
    int index = self.commonPrefix(contact.key());
    if (index != KadKey.BITS) {
      bucket(index).park(contact, MAX_WAITING);
    }
  }

  /** Returns the {@code count} peers closest to the target, closest first. */
  public List<Contact> closest(KadKey target, int count) {
    return closest(target, count, Optional.empty());
  }

  /** Returns the {@code count} peers closest to the target without that one, closest first. */
  public List<Contact> closest(KadKey target, int count, Optional<PeerId> without) {
    int middle = Math.min(self.commonPrefix(target), KadKey.BITS - 1);
    List<Contact> found = new ArrayList<>(2 * count);
    append(found, middle, middle, target, without);
    // Peers nearer to ourselves than the target is all differ from it in the same highest bit.
    if (found.size() < count) {
      append(found, middle + 1, KadKey.BITS - 1, target, without);
    }
    for (int i = middle - 1; i >= 0 && found.size() < count; i--) {
      append(found, i, i, target, without);
    }
    return found.size() > count ? new ArrayList<>(found.subList(0, count)) : found;
  }

  private void append(
      List<Contact> found, int from, int to, KadKey target, Optional<PeerId> without) {
    int start = found.size();
    for (int i = from; i <= to; i++) {
      Bucket bucket = buckets[i];
      if (bucket != null) {
        bucket.entries.forEach(entry -> found.add(entry.contact));
      }
    }
    List<Contact> added = found.subList(start, found.size());
    without.ifPresent(id -> added.removeIf(it -> it.id().equals(id)));
    added.sort((x, y) -> target.compareDistance(x.key(), y.key()));
  }

  /** Returns peers not heard of since that time, longest silent first in each bucket. */
  public List<Contact> silentSince(long millis, int limit) {
    List<Contact> silent = new ArrayList<>();
    for (Bucket bucket : buckets) {
      if (bucket == null) {
        continue;
      }
      for (Entry entry : bucket.entries) {
        if (entry.heardMillis >= millis || silent.size() >= limit) {
          break;
        }
        silent.add(entry.contact);
      }
    }
    return silent;
  }

  /**
   * Returns how many buckets are worth a refresh of their own: those beyond which fewer than a
   * bucketful of peers are known, for these are the closest and a lookup of ourselves finds them.
   */
  public int depth() {
    int deeper = 0;
    for (int i = KadKey.BITS - 1; i >= 0; i--) {
      Bucket bucket = buckets[i];
      deeper += bucket == null ? 0 : bucket.entries.size();
      if (deeper >= bucketSize) {
        return i + 1;
      }
    }
    return deeper == 0 ? 0 : 1;
  }

  /** Returns all peers, farthest bucket first. */
  public List<Contact> all() {
    List<Contact> all = new ArrayList<>(size);
    for (Bucket bucket : buckets) {
      if (bucket != null) {
        bucket.entries.forEach(entry -> all.add(entry.contact));
      }
    }
    return all;
  }

  public int size() {
    return size;
  }

  private Bucket bucket(int index) {
    Bucket bucket = buckets[index];
    if (bucket == null) {
      bucket = new Bucket();
      buckets[index] = bucket;
    }
    return bucket;
  }
}
