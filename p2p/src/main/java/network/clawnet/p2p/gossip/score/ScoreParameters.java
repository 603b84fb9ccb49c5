package network.clawnet.p2p.gossip.score;

import java.util.Map;

/**
 * How a peer's score is made of its counters.
 *
 * @param topics how conduct counts in topics that have rules of their own
 * @param otherTopics how it counts in all others
 * @param topicCap most that all topics together add, if above 0
 * @param applicationWeight of the points that the application gives: P5
 * @param retainMillis how long a bad score outlives the connection
 */
public record ScoreParameters(
    Map<String, TopicScoreParameters> topics,
    TopicScoreParameters otherTopics,
    double topicCap,
    double applicationWeight,
    Colocation colocation,
    Behaviour behaviour,
    long retainMillis) {
  /**
   * P6: peers beyond the threshold behind one address, or one network, count squared.
   *
   * @param weight 0 or less
   * @param perHost peers that an IPv4 address, or an IPv6 /64, may have
   * @param perNetwork peers that an IPv4 /24, or an IPv6 /48, may have
   * @param sparesLocal whether loopback, link-local and private addresses are left alone
   */
  public record Colocation(double weight, int perHost, int perNetwork, boolean sparesLocal) {}

  /**
   * P7: what breaks the protocol counts squared beyond a threshold.
   *
   * @param weight 0 or less
   */
  public record Behaviour(double weight, double threshold, double decay) {}

  public ScoreParameters {
    topics = Map.copyOf(topics);
    if (colocation.weight > 0 || behaviour.weight > 0) {
      throw new IllegalArgumentException("what is bad must not count for a peer");
    }
  }

  /** Returns start values for a network of our own: libp2p.md, section 9.9. */
  public static ScoreParameters standard() {
    return new ScoreParameters(
        Map.of(),
        TopicScoreParameters.standard(),
        100,
        1,
        new Colocation(-10, 5, 20, true),
        new Behaviour(-5, 4, Decay.factor(600_000)),
        3_600_000);
  }

  /** The same with other rules for one address. */
  public ScoreParameters with(Colocation other) {
    return new ScoreParameters(
        topics, otherTopics, topicCap, applicationWeight, other, behaviour, retainMillis);
  }

  /** The same with other rules for topics without their own. */
  public ScoreParameters with(TopicScoreParameters other) {
    return new ScoreParameters(
        topics, other, topicCap, applicationWeight, colocation, behaviour, retainMillis);
  }

  /** Returns how conduct in that topic counts. */
  public TopicScoreParameters of(String topic) {
    return topics.getOrDefault(topic, otherTopics);
  }
}
