package network.clawnet.p2p.gossip.score;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import network.clawnet.core.identity.PeerId;

/**
 * The scores of all peers: of the connected ones, and for a while of those that left with a bad
 * one, so that leaving does not wash it off. One owner thread.
 */
public final class PeerScores {
  /** Scores of peers that left; beyond them the oldest is forgotten. */
  static final int MAX_RETAINED = 10_000;

  private record Retained(PeerScore score, long untilMillis) {}

  private final ScoreParameters rules;
  private final AddressBook addresses;
  private final Map<PeerId, PeerScore> connected = new HashMap<>();
  private final LinkedHashMap<PeerId, Retained> retained = new LinkedHashMap<>();
  private long tickedAt;

  public PeerScores(ScoreParameters rules) {
    this.rules = rules;
    addresses = new AddressBook(rules.colocation());
  }

  public ScoreParameters rules() {
    return rules;
  }

  /** Returns the score of a peer that has connected, which goes on from where it was. */
  public PeerScore connect(PeerId peer, Optional<InetAddress> address) {
    Retained before = retained.remove(peer);
    PeerScore score =
        connected.computeIfAbsent(
            peer, id -> before != null ? before.score : new PeerScore(rules, addresses));
    address.ifPresent(it -> score.moveTo(addresses.keys(it)));
    return score;
  }

  /** Forgets what was good about a peer that has left, and keeps what was bad for a while. */
  public void disconnect(PeerId peer, long nowMillis) {
    PeerScore score = connected.remove(peer);
    if (score == null) {
      return;
    }
    score.forgetGood();
    if (score.value() < 0) {
      retained.put(peer, new Retained(score, nowMillis + rules.retainMillis()));
      if (retained.size() > MAX_RETAINED) {
        retained.remove(retained.keySet().iterator().next());
      }
    }
  }

  /** Returns the score of a connected peer, or 0. */
  public double of(PeerId peer) {
    PeerScore score = connected.get(peer);
    return score == null ? 0 : score.value();
  }

  /** Sets the points that the application gives a peer, while it is connected: P5. */
  public void application(PeerId peer, double points) {
    PeerScore score = connected.get(peer);
    if (score != null) {
      score.application(points);
    }
  }

  /** Lets counters decay, once per {@link Decay#TICK_MILLIS}; calls in between do nothing. */
  public void tick(long nowMillis) {
    if (nowMillis - tickedAt < Decay.TICK_MILLIS) {
      return;
    }
    tickedAt = nowMillis;
    connected.values().forEach(score -> score.tick(nowMillis));
    Iterator<Retained> all = retained.values().iterator();
    while (all.hasNext()) {
      Retained it = all.next();
      it.score.tick(nowMillis);
      if (it.untilMillis <= nowMillis) {
        all.remove();
      }
    }
  }

  int retained() {
    return retained.size();
  }
}
