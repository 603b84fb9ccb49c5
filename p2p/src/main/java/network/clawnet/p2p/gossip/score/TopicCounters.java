package network.clawnet.p2p.gossip.score;

/** One peer's conduct in one topic. */
final class TopicCounters {
  private final TopicScoreParameters rules;
  private boolean inMesh;
  private boolean owing;
  private long graftedAt;
  private long meshMillis;
  private double firstDeliveries;
  private double meshDeliveries;
  private double meshFailures;
  private double invalidMessages;

  TopicCounters(TopicScoreParameters rules) {
    this.rules = rules;
  }

  void grafted(long nowMillis) {
    inMesh = true;
    owing = false;
    graftedAt = nowMillis;
    meshMillis = 0;
    meshDeliveries = 0;
  }

  void pruned() {
    double deficit = deficit();
    meshFailures += deficit * deficit;
    inMesh = false;
    owing = false;
  }

  void deliveredFirst() {
    firstDeliveries = Math.min(rules.firstDeliveries().cap(), firstDeliveries + 1);
    deliveredInMesh();
  }

  /** A copy that came soon enough after the first. */
  void deliveredInMesh() {
    if (inMesh) {
      meshDeliveries = Math.min(rules.meshDeliveries().cap(), meshDeliveries + 1);
    }
  }

  void deliveredInvalid() {
    invalidMessages++;
  }

  void forgetGood() {
    pruned();
    firstDeliveries = 0;
    meshDeliveries = 0;
  }

  void tick(long nowMillis) {
    firstDeliveries = Decay.apply(firstDeliveries, rules.firstDeliveries().decay());
    meshDeliveries = Decay.apply(meshDeliveries, rules.meshDeliveries().decay());
    meshFailures = Decay.apply(meshFailures, rules.meshFailures().decay());
    invalidMessages = Decay.apply(invalidMessages, rules.invalidMessages().decay());
    if (inMesh) {
      meshMillis = nowMillis - graftedAt;
      owing =
          rules.meshDeliveries().weight() < 0
              && meshMillis > rules.meshDeliveries().activationMillis();
    }
  }

  /** Returns whether nothing of this counts any more. */
  boolean isBlank() {
    return !inMesh && firstDeliveries == 0 && meshFailures == 0 && invalidMessages == 0;
  }

  double score() {
    double sum = rules.firstDeliveries().weight() * firstDeliveries;
    if (inMesh) {
      TopicScoreParameters.TimeInMesh time = rules.timeInMesh();
      sum +=
          time.weight()
              * Math.min(time.cap(), (double) Math.floorDiv(meshMillis, time.quantumMillis()));
    }
    double deficit = deficit();
    sum += rules.meshDeliveries().weight() * deficit * deficit;
    sum += rules.meshFailures().weight() * meshFailures;
    sum += rules.invalidMessages().weight() * invalidMessages * invalidMessages;
    return rules.weight() * sum;
  }

  private double deficit() {
    double owed = rules.meshDeliveries().threshold();
    return owing && meshDeliveries < owed ? owed - meshDeliveries : 0;
  }
}
