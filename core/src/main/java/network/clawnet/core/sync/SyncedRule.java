package network.clawnet.core.sync;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.PeerView;

/** When a node may say that it knows the present (docs/protocol/sync.md). Pure. */
final class SyncedRule {
  /** Heartbeats after which a head is old. */
  private static final int HEARTBEATS = 4;

  /** Confirming peers that are enough, each of another neighbourhood. */
  private static final int CONFIRMING = 3;

  private static final Pattern PUBLIC_IP4 =
      Pattern.compile(
          "/ip4/(?!0\\.|10\\.|127\\.|169\\.254\\.|192\\.168\\.|172\\.(?:1[6-9]|2\\d|3[01])\\.)"
              + "(\\d+\\.\\d+)\\..*");

  private final PublicKey self;
  private final long heartbeatMs;

  SyncedRule(PublicKey self, long heartbeatMs) {
    this.self = self;
    this.heartbeatMs = heartbeatMs;
  }

  /**
   * Returns whether the head is recent, given that nothing newer is known to be final.
   *
   * @param confirming peers that know the head
   */
  boolean isRecent(
      ValidatorSet validators, long headAgeMs, Collection<PeerId> confirming, List<PeerView> all) {
    int index = validators.indexOf(self);
    if (index >= 0 && validators.isQuorum(validators.weight(index))) {
      return true;
    }
    if (heartbeatMs > 0 && validators.size() > 1 && headAgeMs < HEARTBEATS * heartbeatMs) {
      return true;
    }
    return neighbourhoods(confirming, all) >= CONFIRMING;
  }

  /** Counts peers; those of one /16 of the public Internet count as one. */
  private static int neighbourhoods(Collection<PeerId> confirming, List<PeerView> all) {
    Set<String> out = new HashSet<>();
    for (PeerView peer : all) {
      if (confirming.contains(peer.id())) {
        Optional<String> network =
            peer.addresses().stream()
                .map(PUBLIC_IP4::matcher)
                .filter(Matcher::matches)
                .map(it -> it.group(1))
                .findFirst();
        out.add(network.orElse(peer.id().text()));
      }
    }
    return out.size();
  }
}
