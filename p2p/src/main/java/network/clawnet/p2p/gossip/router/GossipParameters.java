package network.clawnet.p2p.gossip.router;

import java.util.Set;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.gossip.score.ScoreParameters;
import network.clawnet.p2p.gossip.score.ScoreThresholds;

/**
 * How a router behaves.
 *
 * @param direct peers that get everything and are in no mesh
 * @param floodPublish whether our own messages go to all members of a topic, not only to the mesh
 * @param exchangesPeers whether a PRUNE for want of room suggests other peers
 * @param dontWantBytes content from which on IDONTWANT is sent; for less, telling costs as much as
 *     the copies that it saves
 */
public record GossipParameters(
    MeshSize mesh,
    Timing timing,
    Scoring scoring,
    Set<PeerId> direct,
    boolean floodPublish,
    boolean exchangesPeers,
    int dontWantBytes) {
  /**
   * Peers in the mesh of a topic.
   *
   * @param wanted D
   * @param low D_lo: below, peers are grafted
   * @param high D_hi: above, peers are pruned
   * @param best D_score: kept for their score when pruning
   * @param outbound D_out: connections that we opened ourselves, at least
   * @param lazy D_lazy: peers outside the mesh that are gossiped to, at least
   */
  public record MeshSize(int wanted, int low, int high, int best, int outbound, int lazy) {
    public MeshSize {
      boolean ordered = 0 <= low && low <= wanted && wanted <= high && best <= wanted;
      if (!ordered || outbound >= Math.max(1, low) || outbound > wanted / 2 || lazy < 0) {
        throw new IllegalArgumentException("sizes of the mesh contradict each other");
      }
    }
  }

  /**
   * Times in milliseconds.
   *
   * @param heartbeat between two heartbeats
   * @param pruneBackoff before a pruned peer is grafted again
   * @param leaveBackoff the same after leaving a topic
   * @param graftFlood a GRAFT so soon after the PRUNE counts twice
   * @param fanoutTtl how long peers are kept for a topic that we only publish to
   * @param seenTtl how long a message is known
   * @param followUp how long a peer has to answer an IWANT
   */
  public record Timing(
      long heartbeat,
      long pruneBackoff,
      long leaveBackoff,
      long graftFlood,
      long fanoutTtl,
      long seenTtl,
      long followUp) {}

  /** How peers are judged. */
  public record Scoring(ScoreParameters parameters, ScoreThresholds thresholds) {}

  public GossipParameters {
    direct = Set.copyOf(direct);
  }

  /** Returns the values of the specification and of libp2p.md, sections 9.5 and 9.9. */
  public static GossipParameters standard() {
    return new GossipParameters(
        new MeshSize(6, 5, 12, 4, 2, 6),
        new Timing(1000, 60_000, 10_000, 10_000, 60_000, 120_000, 3000),
        new Scoring(ScoreParameters.standard(), ScoreThresholds.standard()),
        Set.of(),
        true,
        true,
        4096);
  }

  /** The same with another judgement of peers. */
  public GossipParameters with(Scoring other) {
    return new GossipParameters(
        mesh, timing, other, direct, floodPublish, exchangesPeers, dontWantBytes);
  }

  /** The same with other direct peers. */
  public GossipParameters withDirect(Set<PeerId> peers) {
    return new GossipParameters(
        mesh, timing, scoring, peers, floodPublish, exchangesPeers, dontWantBytes);
  }

  /** The same with our own messages sent to the mesh alone, or to all members. */
  public GossipParameters flooding(boolean flood) {
    return new GossipParameters(
        mesh, timing, scoring, direct, flood, exchangesPeers, dontWantBytes);
  }
}
