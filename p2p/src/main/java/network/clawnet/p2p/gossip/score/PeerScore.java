package network.clawnet.p2p.gossip.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One peer's conduct, for the router to report to and to ask. One owner thread. */
public final class PeerScore {
  /** Topics in which a peer can have counters; beyond them nothing counts for it. */
  private static final int MAX_TOPICS = 256;

  private final ScoreParameters rules;
  private final AddressBook addresses;
  private final Map<String, TopicCounters> topics = new HashMap<>();
  private List<String> addressKeys = List.of();
  private double behaviour;
  private double application;

  PeerScore(ScoreParameters rules, AddressBook addresses) {
    this.rules = rules;
    this.addresses = addresses;
  }

  /** Returns the score as of now. */
  public double value() {
    double sum = 0;
    for (TopicCounters counters : topics.values()) {
      sum += counters.score();
    }
    if (rules.topicCap() > 0) {
      sum = Math.min(sum, rules.topicCap());
    }
    double excess = Math.max(0, behaviour - rules.behaviour().threshold());
    return sum
        + rules.applicationWeight() * application
        + rules.colocation().weight() * addresses.surplus(addressKeys)
        + rules.behaviour().weight() * excess * excess;
  }

  /** The peer joined our mesh of a topic. */
  public void grafted(String topic, long nowMillis) {
    counters(topic).grafted(nowMillis);
  }

  /** The peer left our mesh of a topic. */
  public void pruned(String topic) {
    counters(topic).pruned();
  }

  /** The peer was the first to bring a valid message. */
  public void deliveredFirst(String topic) {
    counters(topic).deliveredFirst();
  }

  /** The peer brought a valid message soon after the first. */
  public void deliveredInMesh(String topic) {
    counters(topic).deliveredInMesh();
  }

  /** The peer brought a message that an honest peer would not have passed on. */
  public void deliveredInvalid(String topic) {
    counters(topic).deliveredInvalid();
  }

  /** The peer broke the protocol that many times. */
  public void misbehaved(int times) {
    behaviour += times;
  }

  /** Sets the points that the application gives. */
  public void application(double points) {
    application = points;
  }

  void moveTo(List<String> keys) {
    addresses.remove(addressKeys);
    addresses.add(keys);
    addressKeys = keys;
  }

  void forgetGood() {
    topics.values().forEach(TopicCounters::forgetGood);
    moveTo(List.of());
  }

  void tick(long nowMillis) {
    topics.values().forEach(counters -> counters.tick(nowMillis));
    topics.values().removeIf(TopicCounters::isBlank);
    behaviour = Decay.apply(behaviour, rules.behaviour().decay());
  }

  private TopicCounters counters(String topic) {
    TopicCounters known = topics.get(topic);
    if (known != null) {
      return known;
    }
    TopicCounters fresh = new TopicCounters(rules.of(topic));
    if (topics.size() < MAX_TOPICS) {
      topics.put(topic, fresh);
    }
    return fresh;
  }
}
