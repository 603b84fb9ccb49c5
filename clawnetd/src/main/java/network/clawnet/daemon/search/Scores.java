package network.clawnet.daemon.search;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.Did;
import org.apache.lucene.util.BytesRef;

/**
 * Reputations of owners, remembered until they change: reading a thousand ratings for each of ten
 * thousand hits would take seconds. Any thread.
 */
final class Scores {
  /** Most accounts that are remembered; then all are forgotten. */
  private static final int MAX_ACCOUNTS = 200_000;

  /** Ratings lose weight with each day of their age. */
  private static final long DAY_MS = 86_400_000L;

  private final ListingSource source;
  private final ConcurrentHashMap<PublicKey, Integer> scores = new ConcurrentHashMap<>();
  private final AtomicLong day = new AtomicLong();

  Scores(ListingSource source) {
    this.source = source;
  }

  /** Forgets those of an earlier day. Called before each question. */
  void open(long now) {
    long today = now / DAY_MS;
    if (day.getAndSet(today) != today || scores.size() > MAX_ACCOUNTS) {
      scores.clear();
    }
  }

  /** Returns the score of the account whose key this is, 0 to 1 000. */
  int of(BytesRef key) {
    PublicKey owner = PublicKey.of(BytesRef.deepCopyOf(key).bytes);
    // one who asks while the score changes computes it again: forgetting waits for the computation
    return scores.computeIfAbsent(owner, it -> source.score(new Did(it)));
  }

  /** The score has changed, and the state already says so. */
  void forget(Did account) {
    scores.remove(account.key());
  }
}
