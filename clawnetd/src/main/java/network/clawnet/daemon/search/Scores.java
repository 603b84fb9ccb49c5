package network.clawnet.daemon.search;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.Did;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.BytesRef;

/**
 * Reputations of owners, remembered until they change: reading a thousand ratings for each of ten
 * thousand hits would take seconds. Any thread.
 */
final class Scores {
  static final short UNKNOWN = -1;

  /** Most accounts that are remembered; then all are forgotten. */
  private static final int MAX_ACCOUNTS = 200_000;

  /** Ratings lose weight with each day of their age. */
  private static final long DAY_MS = 86_400_000L;

  private final ListingSource source;
  private final ConcurrentHashMap<BytesRef, Integer> scores = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<IndexReader.CacheKey, Known> segments = new ConcurrentHashMap<>();
  private final AtomicInteger changes = new AtomicInteger();
  private final AtomicLong day = new AtomicLong();

  /** Scores by the number of the owner in a segment, as they were before a change. */
  private record Known(int change, short[] scores) {}

  Scores(ListingSource source) {
    this.source = source;
  }

  /** Forgets those of an earlier day. Called before each question. */
  void open(long now) {
    long today = now / DAY_MS;
    if (day.getAndSet(today) != today || scores.size() > MAX_ACCOUNTS) {
      scores.clear();
      changes.incrementAndGet();
    }
  }

  /** Returns the score of the account whose key this is, 0 to 1 000. */
  int of(BytesRef key) {
    Integer known = scores.get(key);
    // one who asks while the score changes computes it again: forgetting waits for the computation
    return known != null
        ? known
        : scores.computeIfAbsent(BytesRef.deepCopyOf(key), it -> source.score(did(it)));
  }

  private static Did did(BytesRef key) {
    return new Did(PublicKey.of(Arrays.copyOfRange(key.bytes, 0, key.length)));
  }

  /**
   * Returns what is known of the owners in a segment, {@link #UNKNOWN} for the others. Whoever
   * learns more writes it in: what a change makes wrong is in arrays that nobody gets any more.
   *
   * @param owners how many the segment has
   */
  short[] in(LeafReader segment, int owners) {
    int change = changes.get();
    IndexReader.CacheHelper core = segment.getCoreCacheHelper();
    Known known = core == null ? null : segments.get(core.getKey());
    if (known != null && known.change() == change) {
      return known.scores();
    }
    short[] fresh = new short[owners];
    Arrays.fill(fresh, UNKNOWN);
    if (core != null && segments.put(core.getKey(), new Known(change, fresh)) == null) {
      core.addClosedListener(segments::remove);
    }
    return fresh;
  }

  /** The score has changed, and the state already says so. */
  void forget(Did account) {
    scores.remove(new BytesRef(account.key().bytes()));
    changes.incrementAndGet();
  }
}
