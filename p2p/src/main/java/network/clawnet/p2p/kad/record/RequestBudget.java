package network.clawnet.p2p.kad.record;

import java.util.LinkedHashMap;
import java.util.Map;
import network.clawnet.core.identity.PeerId;

/** How many requests each peer may still make: a bucket of tokens that refills. */
public final class RequestBudget {
  /** Peers remembered; one that was forgotten starts with a full bucket. */
  static final int MAX_PEERS = 4096;

  private static final class Tokens {
    long milliTokens;
    long sinceMillis;
  }

  private final long perSecond;
  private final long burst;
  private final Map<PeerId, Tokens> peers =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PeerId, Tokens> eldest) {
          return size() > MAX_PEERS;
        }
      };

  /**
   * @param perSecond tokens gained
   * @param burst tokens at most, and at first
   */
  public RequestBudget(int perSecond, int burst) {
    this.perSecond = perSecond;
    this.burst = burst;
  }

  /** Takes one token; false if there is none. */
  public boolean take(long nowMillis, PeerId peer) {
    Tokens tokens = peers.get(peer);
    if (tokens == null) {
      tokens = new Tokens();
      tokens.milliTokens = burst * 1000;
      peers.put(peer, tokens);
    } else {
      long gained = Math.max(0, nowMillis - tokens.sinceMillis) * perSecond;
      tokens.milliTokens = Math.min(burst * 1000, tokens.milliTokens + gained);
    }
    tokens.sinceMillis = nowMillis;
    if (tokens.milliTokens < 1000) {
      return false;
    }
    tokens.milliTokens -= 1000;
    return true;
  }
}
