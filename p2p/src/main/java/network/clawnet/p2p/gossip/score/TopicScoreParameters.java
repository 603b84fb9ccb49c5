package network.clawnet.p2p.gossip.score;

/**
 * How conduct in one topic counts.
 *
 * @param weight of the topic among others, 0 or more
 */
public record TopicScoreParameters(
    double weight,
    TimeInMesh timeInMesh,
    FirstDeliveries firstDeliveries,
    MeshDeliveries meshDeliveries,
    Term meshFailures,
    Term invalidMessages) {
  /**
   * P1: grows by {@code weight} for each quantum in the mesh.
   *
   * @param cap most quanta that count
   */
  public record TimeInMesh(double weight, long quantumMillis, double cap) {}

  /**
   * P2: grows with each message that the peer was the first to bring.
   *
   * @param decay factor per tick, 0 to 1
   * @param cap most deliveries that count
   */
  public record FirstDeliveries(double weight, double decay, double cap) {}

  /**
   * P3: a mesh peer owes this many deliveries; what it lacks counts squared.
   *
   * @param weight 0 or less; 0 turns the term off, as it must be on quiet topics
   * @param windowMillis how long after the first copy another one still counts
   * @param activationMillis time in the mesh before anything is owed
   */
  public record MeshDeliveries(
      double weight,
      double decay,
      double cap,
      double threshold,
      long windowMillis,
      long activationMillis) {
    /** Owes nothing. */
    public static final MeshDeliveries OFF = new MeshDeliveries(0, 0, 0, 0, 0, 0);
  }

  /** A counter with its weight, 0 or less, and its factor per tick. */
  public record Term(double weight, double decay) {}

  public TopicScoreParameters {
    if (weight < 0 || timeInMesh.weight < 0 || firstDeliveries.weight < 0) {
      throw new IllegalArgumentException("what is good must not count against a peer");
    }
    if (meshDeliveries.weight > 0 || meshFailures.weight > 0 || invalidMessages.weight > 0) {
      throw new IllegalArgumentException("what is bad must not count for a peer");
    }
    if (timeInMesh.quantumMillis < 1) {
      throw new IllegalArgumentException("no quantum of time");
    }
  }

  /**
   * Returns start values for topics of unknown rate: libp2p.md, section 9.9. Invalid messages weigh
   * most, deliveries are owed by nobody.
   */
  public static TopicScoreParameters standard() {
    return new TopicScoreParameters(
        1,
        new TimeInMesh(0.01, 1000, 300),
        new FirstDeliveries(1, Decay.factor(60_000), 50),
        MeshDeliveries.OFF,
        new Term(0, 0),
        new Term(-20, Decay.factor(3_600_000)));
  }

  /** The same, with deliveries owed and the lack of them remembered. */
  public TopicScoreParameters owing(MeshDeliveries owed, Term failures) {
    return new TopicScoreParameters(
        weight, timeInMesh, firstDeliveries, owed, failures, invalidMessages);
  }
}
