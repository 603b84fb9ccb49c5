package network.clawnet.p2p.gossip;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongConsumer;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicHandler;
import network.clawnet.core.port.TopicTerms;

/** A topic that the node has joined, with the messages that its handler has not judged yet. */
final class JoinedTopic implements Topic {
  private final String name;
  private final TopicTerms terms;
  private final TopicHandler handler;
  private final Function<byte[], CompletionStage<Integer>> publisher;
  private final Runnable leave;

  /** When each message must be judged, the oldest first; owned by the loop. */
  private final Map<Long, Long> deadlines = new LinkedHashMap<>();

  private volatile Set<PeerId> members = Set.of();

  /**
   * @param publisher makes a message of content and sends it
   * @param leave does nothing a second time
   */
  JoinedTopic(
      String name,
      TopicTerms terms,
      TopicHandler handler,
      Function<byte[], CompletionStage<Integer>> publisher,
      Runnable leave) {
    this.name = name;
    this.terms = terms;
    this.handler = handler;
    this.publisher = publisher;
    this.leave = leave;
  }

  @Override
  public String name() {
    return name;
  }

  TopicTerms terms() {
    return terms;
  }

  TopicHandler handler() {
    return handler;
  }

  @Override
  public CompletionStage<Integer> publish(byte[] content) {
    if (content.length > terms.maxMessageBytes()) {
      throw new IllegalArgumentException(content.length + " bytes, over the terms");
    }
    return publisher.apply(content);
  }

  @Override
  public Set<PeerId> members() {
    return members;
  }

  void members(Set<PeerId> now) {
    members = now;
  }

  @Override
  public void close() {
    leave.run();
  }

  void await(long ticket, long nowMillis) {
    deadlines.put(ticket, nowMillis + terms.judgeWithin().toMillis());
  }

  void judged(long ticket) {
    deadlines.remove(ticket);
  }

  /** Names the messages whose time is over. */
  void expire(long nowMillis, LongConsumer each) {
    Iterator<Map.Entry<Long, Long>> oldest = deadlines.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Long, Long> it = oldest.next();
      if (it.getValue() > nowMillis) {
        return;
      }
      long ticket = it.getKey();
      oldest.remove();
      each.accept(ticket);
    }
  }
}
