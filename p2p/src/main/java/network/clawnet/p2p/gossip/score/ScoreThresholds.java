package network.clawnet.p2p.gossip.score;

/**
 * Scores at which a peer is treated otherwise.
 *
 * @param gossip below: no IHAVE to it, and none from it is heard
 * @param publish below: our own messages do not go to it
 * @param graylist below: nothing from it is heard but subscriptions
 * @param acceptExchange at or above: its suggestions of peers are followed
 * @param opportunistic below, as median of a mesh: better peers are grafted
 */
public record ScoreThresholds(
    double gossip, double publish, double graylist, double acceptExchange, double opportunistic) {
  public ScoreThresholds {
    if (gossip > 0 || publish > gossip || graylist > publish) {
      throw new IllegalArgumentException("0 >= gossip >= publish >= graylist does not hold");
    }
    if (acceptExchange < 0 || opportunistic < 0) {
      throw new IllegalArgumentException("thresholds of trust are not below 0");
    }
  }

  /** Returns start values for a network of our own: libp2p.md, section 9.9. */
  public static ScoreThresholds standard() {
    return new ScoreThresholds(-40, -80, -160, 10, 1);
  }
}
