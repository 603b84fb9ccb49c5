package network.clawnet.p2p.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import network.clawnet.core.port.Judgement;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicHandler;
import network.clawnet.core.port.TopicMessage;
import network.clawnet.core.port.TopicTerms;

/** A topic that we have joined, counting what arrives as the peers count it. */
final class OurTopic implements AutoCloseable {
  private static final int MAX_BYTES = 64 << 10;
  private static final int MAX_UNJUDGED = 4_096;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Topic topic;
  private final AtomicLong total = new AtomicLong();
  private final Map<String, Set<Integer>> byTag = new ConcurrentHashMap<>();

  OurTopic(BiFunction<TopicTerms, TopicHandler, Topic> join) {
    TopicTerms terms = new TopicTerms(MAX_BYTES, MAX_UNJUDGED, PATIENCE);
    this.topic = join.apply(terms, this::take);
  }

  private CompletionStage<Judgement> take(TopicMessage message) {
    total.incrementAndGet();
    String[] parts = new String(message.bytes(), ISO_8859_1).split(":", 3);
    Set<Integer> numbers = byTag.computeIfAbsent(parts[0], t -> ConcurrentHashMap.newKeySet());
    numbers.add(Integer.parseInt(parts[1]));
    return CompletableFuture.completedFuture(Judgement.ACCEPT);
  }

  /** Publishes so many messages of so many bytes at a steady rate. */
  void publish(String tag, int count, int bytes, int perSecond) {
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = start + i * 1_000_000_000L / perSecond;
      for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
        LockSupport.parkNanos(due - now);
      }
      Waiting.get(topic.publish(payload(tag, i, bytes)), "publish", PATIENCE);
    }
  }

  private static byte[] payload(String tag, int number, int bytes) {
    String head = tag + ":" + number + ":" + System.currentTimeMillis() * 1_000 + ":";
    return (head + "x".repeat(Math.max(0, bytes - head.length()))).getBytes(ISO_8859_1);
  }

  /** Returns how many different messages with a tag have arrived. */
  int unique(String tag) {
    return byTag.getOrDefault(tag, new HashSet<>()).size();
  }

  /** Returns how many messages of any tag have arrived, those that came twice counted twice. */
  long total() {
    return total.get();
  }

  /** Returns how many peers are known to have joined. */
  int members() {
    return topic.members().size();
  }

  @Override
  public void close() {
    topic.close();
  }
}
