package network.clawnet.core.sync.serve;

import java.util.LinkedHashMap;
import java.util.Map;
import network.clawnet.core.identity.PeerId;

/**
 * How many bytes may be given to whom: buckets that fill with time, one for each peer and one for
 * all. Pure; one owner thread.
 */
public final class Allowance {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int MAX_PEERS = 512;

  private final Rates rates;
  private final Bucket all;
  private final Map<PeerId, Bucket> byPeer =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PeerId, Bucket> eldest) {
          return size() > MAX_PEERS;
        }
      };

  /**
   * Bytes a second, and as many at once after a rest.
   *
   * @param perPeer for one peer
   * @param all for all together
   */
  public record Rates(long perPeer, long all) {}

  /** Starts with full buckets. */
  public Allowance(Rates rates, long nowNanos) {
    this.rates = rates;
    this.all = new Bucket(rates.all(), nowNanos);
  }

  /**
   * Takes bytes, which may leave a debt.
   *
   * @return nanoseconds to wait before they may be sent; 0 for none
   */
  public long take(PeerId peer, int bytes, long nowNanos) {
    Bucket own = byPeer.computeIfAbsent(peer, it -> new Bucket(rates.perPeer(), nowNanos));
    return Math.max(own.take(bytes, nowNanos), all.take(bytes, nowNanos));
  }

  private static final class Bucket {
    private final long perSecond;
    private long emptyAt;

    Bucket(long perSecond, long nowNanos) {
      this.perSecond = perSecond;
      this.emptyAt = nowNanos - SECOND_NANOS;
    }

    /** The bucket is a moment up to which everything is spent; it is never older than a second. */
    long take(int bytes, long nowNanos) {
      emptyAt = Math.max(emptyAt, nowNanos - SECOND_NANOS);
      emptyAt += Math.multiplyExact((long) bytes, SECOND_NANOS) / perSecond;
      return Math.max(0, emptyAt - nowNanos);
    }
  }
}
