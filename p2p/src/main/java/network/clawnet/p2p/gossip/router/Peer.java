package network.clawnet.p2p.gossip.router;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.gossip.rpc.GossipVersion;
import network.clawnet.p2p.gossip.rpc.MessageId;
import network.clawnet.p2p.gossip.score.PeerScore;

/** A connected peer, as the router sees it. */
final class Peer {
  final PeerId id;
  final byte[] multihash;
  final PeerScore score;
  final boolean direct;
  final boolean outbound;
  final Set<String> topics = new LinkedHashSet<>();

  private final LinkedHashMap<MessageId, Long> dontSend = new LinkedHashMap<>();
  GossipVersion version;
  boolean connected = true;

  /** The score at the last heartbeat: what meshes are made by. */
  double beatScore;

  /** Meshes that it is in. */
  int meshes;

  /** Messages of it that wait for their judgement. */
  int pending;

  int haveRpcs;
  int asked;
  int wanted;
  int dontWants;
  long givenBytes;

  Peer(PeerId id, GossipVersion version, boolean direct, boolean outbound, PeerScore score) {
    this.id = id;
    this.version = version;
    this.direct = direct;
    this.outbound = outbound;
    this.score = score;
    multihash = id.multihash();
  }

  boolean speaksMesh() {
    return version.atLeast(GossipVersion.V1_0);
  }

  boolean isIn(String topic) {
    return topics.contains(topic);
  }

  void dontSend(MessageId id, long untilTick) {
    if (dontSend.put(id, untilTick) == null && dontSend.size() > RouterLimits.MAX_DONT_WANT) {
      dontSend.remove(dontSend.keySet().iterator().next());
    }
  }

  boolean wants(MessageId id) {
    return dontSend.isEmpty() || !dontSend.containsKey(id);
  }

  void beat(long tick) {
    haveRpcs = 0;
    asked = 0;
    wanted = 0;
    dontWants = 0;
    givenBytes = 0;
    beatScore = score.value();
    Iterator<Map.Entry<MessageId, Long>> oldest = dontSend.entrySet().iterator();
    while (oldest.hasNext() && oldest.next().getValue() <= tick) {
      oldest.remove();
    }
  }
}
