package network.clawnet.bench.peer;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.codec.Json;
import network.clawnet.core.port.Judgement;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicHandler;
import network.clawnet.core.port.TopicMessage;
import network.clawnet.core.port.TopicTerms;

/** A topic that the peer has joined, and what arrived on it. Any thread. */
final class Inbox {
  private static final int MAX_MESSAGE_BYTES = 64 << 10;
  private static final TopicTerms TERMS =
      new TopicTerms(MAX_MESSAGE_BYTES, TopicTerms.MAX_UNJUDGED, Duration.ofSeconds(30));
  private static final long ARRIVAL_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long LOOK_MILLIS = 2;
  private static final int MAX_NUMBER = 1 << 24;
  private static final CompletionStage<Judgement> ACCEPT =
      CompletableFuture.completedStage(Judgement.ACCEPT);

  private final Topic topic;
  private final Map<String, BitSet> byTag = new HashMap<>();
  private long[] latencies = new long[1_024];
  private int unique;
  private int total;
  private int malformed;

  /** How to join a topic. */
  @FunctionalInterface
  interface Joining {
    Topic join(String name, TopicTerms terms, TopicHandler handler);
  }

  Inbox(String name, Joining joining) {
    topic = joining.join(name, TERMS, this::take);
  }

  Topic topic() {
    return topic;
  }

  /** Returns microseconds since 1970. */
  static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  private CompletionStage<Judgement> take(TopicMessage message) {
    long now = nowMicros();
    Head head = Head.of(message.bytes());
    synchronized (this) {
      total++;
      if (head.number < 0 || head.number > MAX_NUMBER) {
        malformed++;
      } else {
        count(head, now);
      }
    }
    return ACCEPT;
  }

  private void count(Head head, long now) {
    BitSet seen = byTag.computeIfAbsent(head.tag, tag -> new BitSet());
    if (seen.get((int) head.number)) {
      return;
    }
    seen.set((int) head.number);
    if (unique == latencies.length) {
      latencies = Arrays.copyOf(latencies, 2 * unique);
    }
    latencies[unique++] = now - head.sentMicros;
  }

  /** Waits until so many different messages have arrived; returns how many have. */
  int await(int count) throws InterruptedException {
    long end = System.nanoTime() + ARRIVAL_NANOS;
    while (unique() < count && System.nanoTime() < end) {
      Thread.sleep(LOOK_MILLIS);
    }
    return unique();
  }

  private synchronized int unique() {
    return unique;
  }

  synchronized Json.Obj report() {
    long[] sorted = Arrays.copyOf(latencies, unique);
    Arrays.sort(sorted);
    Json.Builder tags = Json.object();
    byTag.forEach((tag, seen) -> tags.put(tag, seen.cardinality()));
    return Json.object()
        .put("total", total)
        .put("unique", unique)
        .put("malformed", malformed)
        .put("byTag", tags.build())
        .put("p50Micros", quantile(sorted, 50))
        .put("p99Micros", quantile(sorted, 99))
        .build();
  }

  private static long quantile(long[] sorted, int percent) {
    return sorted.length == 0
        ? 0
        : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }

  /** What a payload begins with: {@code tag:number:microseconds of sending:}. */
  private record Head(String tag, long number, long sentMicros) {
    private static final Head NONE = new Head("", -1, 0);

    static Head of(byte[] payload) {
      int first = colon(payload, 0);
      int second = colon(payload, first + 1);
      int third = colon(payload, second + 1);
      if (third >= payload.length) {
        return NONE;
      }
      String tag = new String(payload, 0, first, java.nio.charset.StandardCharsets.ISO_8859_1);
      return new Head(tag, number(payload, first + 1, second), number(payload, second + 1, third));
    }

    private static int colon(byte[] payload, int from) {
      int at = from;
      while (at < payload.length && payload[at] != ':') {
        at++;
      }
      return at;
    }

    private static long number(byte[] payload, int from, int to) {
      long value = 0;
      for (int i = from; i < to; i++) {
        if (payload[i] < '0' || payload[i] > '9') {
          return -1;
        }
        value = 10 * value + payload[i] - '0';
      }
      return value;
    }
  }
}
