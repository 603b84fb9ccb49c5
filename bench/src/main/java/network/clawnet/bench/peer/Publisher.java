package network.clawnet.bench.peer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import network.clawnet.core.port.Topic;

/** Publishes messages that say who sent them, in which order, and when. */
final class Publisher {
  /** Messages handed to the topic that have not gone their way. */
  private static final int AHEAD = 1_024;

  private final Topic topic;
  private final Deque<CompletionStage<Integer>> underWay = new ArrayDeque<>();

  Publisher(Topic topic) {
    this.topic = topic;
  }

  /**
   * What to publish.
   *
   * @param perSecond pace; 0 means as fast as it goes
   */
  record Order(String tag, int count, int bytes, int perSecond) {}

  void publish(Order order) throws CommandException, InterruptedException {
    long start = System.nanoTime();
    for (int i = 0; i < order.count(); i++) {
      if (order.perSecond() > 0) {
        awaitNanos(start + i * 1_000_000_000L / order.perSecond());
      }
      while (underWay.size() >= AHEAD) {
        Waiting.get(underWay.remove(), "publish");
      }
      underWay.add(topic.publish(payload(order, i)));
    }
    while (!underWay.isEmpty()) {
      Waiting.get(underWay.remove(), "publish");
    }
  }

  private static void awaitNanos(long due) {
    for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
      LockSupport.parkNanos(due - now);
    }
  }

  private static byte[] payload(Order order, int number) {
    byte[] head =
        (order.tag() + ":" + number + ":" + Inbox.nowMicros() + ":")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] payload = Arrays.copyOf(head, Math.max(order.bytes(), head.length));
    Arrays.fill(payload, head.length, payload.length, (byte) 'x');
    return payload;
  }
}
