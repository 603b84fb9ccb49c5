package network.clawnet.p2p.gossip.router;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a heartbeat does to the mesh of a topic. */
final class MeshUpkeep {
  private final GossipParameters parameters;
  private final Peers peers;
  private final Mesh mesh;

  MeshUpkeep(GossipParameters parameters, Peers peers, Mesh mesh) {
    this.parameters = parameters;
    this.peers = peers;
    this.mesh = mesh;
  }

  void run(TopicState topic, long tick, long nowMillis) {
    dropBad(topic, nowMillis);
    if (topic.mesh.size() < parameters.mesh().low()) {
      mesh.fill(topic, parameters.mesh().wanted(), peer -> true, nowMillis);
    }
    if (topic.mesh.size() > parameters.mesh().high()) {
      shrink(topic, nowMillis);
    }
    addOutbound(topic, nowMillis);
    if (tick % RouterLimits.OPPORTUNISTIC_TICKS == 0) {
      improve(topic, nowMillis);
    }
  }

  private void dropBad(TopicState topic, long nowMillis) {
    for (Peer peer : List.copyOf(topic.mesh)) {
      if (peer.beatScore < 0) {
        mesh.prune(topic, peer, false, nowMillis);
      }
    }
  }

  private void shrink(TopicState topic, long nowMillis) {
    List<Peer> ranked = new ArrayList<>(topic.mesh);
    peers.draw(ranked, ranked.size()); // equal scores: by chance
    ranked.sort(Comparator.comparingDouble((Peer peer) -> peer.beatScore).reversed());
    int best = parameters.mesh().best();
    List<Peer> rest = ranked.subList(best, ranked.size());
    peers.draw(rest, rest.size());
    long outbound = ranked.subList(0, best).stream().filter(peer -> peer.outbound).count();
    long missing = Math.max(0, parameters.mesh().outbound() - outbound);
    List<Peer> first = rest.stream().filter(peer -> peer.outbound).limit(missing).toList();
    List<Peer> kept = new ArrayList<>(ranked.subList(0, best));
    kept.addAll(first);
    rest.stream()
        .filter(peer -> !first.contains(peer))
        .limit(Math.max(0, parameters.mesh().wanted() - kept.size()))
        .forEach(kept::add);
    for (Peer peer : ranked) {
      if (!kept.contains(peer)) {
        mesh.prune(topic, peer, true, nowMillis);
      }
    }
  }

  private void addOutbound(TopicState topic, long nowMillis) {
    if (topic.mesh.size() >= parameters.mesh().low()) {
      int has = (int) topic.mesh.stream().filter(peer -> peer.outbound).count();
      int missing = Math.max(0, parameters.mesh().outbound() - has);
      mesh.fill(topic, topic.mesh.size() + missing, peer -> peer.outbound, nowMillis);
    }
  }

  /** Opportunistic grafting: gets out of a mesh that was taken over by peers that do nothing. */
  private void improve(TopicState topic, long nowMillis) {
    if (topic.mesh.size() < 2) {
      return;
    }
    double[] scores = topic.mesh.stream().mapToDouble(peer -> peer.beatScore).sorted().toArray();
    double median = scores[scores.length / 2];
    if (median < parameters.scoring().thresholds().opportunistic()) {
      int size = topic.mesh.size() + RouterLimits.OPPORTUNISTIC_PEERS;
      mesh.fill(topic, size, peer -> peer.beatScore > median, nowMillis);
    }
  }
}
