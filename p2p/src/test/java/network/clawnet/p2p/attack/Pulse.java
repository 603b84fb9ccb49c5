package network.clawnet.p2p.attack;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.clawnet.core.port.Judgement;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicMessage;
import network.clawnet.p2p.testing.Awaiting;

/**
 * The honest traffic: messages from left to the victim and back over one stream, and messages from
 * left to right that the victim passes on, one at a time. None of them may get lost.
 */
final class Pulse {
  private static final int BYTES = 256;
  private static final int LEAST_SAMPLES = 400;
  private static final long MEASURED_NANOS = 700_000_000;

  /** Medians of the time that an echo and a passed-on message took, in microseconds. */
  record Medians(long echo, long gossip) {}

  private final PeerStream stream;
  private final Topic topic;
  private final Map<ByteBuffer, CompletableFuture<Long>> expected = new ConcurrentHashMap<>();
  private long sent;

  /** Begins with a message that arrived, so that the mesh is there. */
  Pulse(Scene scene) {
    topic = scene.left.gossip().join(Scene.TOPIC, Scene.TOPIC_TERMS, this::judge);
    scene.right.gossip().join(Scene.TOPIC, Scene.TOPIC_TERMS, this::judge);
    stream =
        Awaiting.get(
            scene
                .left
                .host()
                .open(scene.victim.host().self(), List.of(Scene.ECHO), Scene.STREAM_TERMS));
    Awaiting.until("left is heard", () -> !topic.members().isEmpty());
    Awaiting.until("right hears", this::arrives);
  }

  private CompletionStage<Judgement> judge(TopicMessage message) {
    CompletableFuture<Long> arrival = expected.get(ByteBuffer.wrap(message.bytes()));
    if (arrival != null) {
      arrival.complete(System.nanoTime());
    }
    return CompletableFuture.completedFuture(Judgement.ACCEPT);
  }

  /** Sends a message that may get lost, since the right may not have joined yet. */
  private boolean arrives() {
    byte[] content = content();
    CompletableFuture<Long> arrival = expect(content);
    var unused = topic.publish(content);
    try {
      arrival.get(100, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] content() {
    return ByteBuffer.allocate(BYTES).putLong(++sent).array();
  }

  private CompletableFuture<Long> expect(byte[] content) {
    CompletableFuture<Long> arrival = new CompletableFuture<>();
    expected.put(ByteBuffer.wrap(content), arrival);
    return arrival;
  }

  /** Sends both, one after another, for some time and no fewer than {@link #LEAST_SAMPLES}. */
  Medians measure() {
    List<Long> echoes = new ArrayList<>();
    List<Long> messages = new ArrayList<>();
    long start = System.nanoTime();
    while (echoes.size() < LEAST_SAMPLES || System.nanoTime() - start < MEASURED_NANOS) {
      echoes.add(echo());
      messages.add(message());
    }
    return new Medians(median(echoes), median(messages));
  }

  private long echo() {
    byte[] content = content();
    long start = System.nanoTime();
    CompletionStage<Void> gone = stream.send(content);
    byte[] back = Awaiting.get(gone.thenCompose(it -> stream.receive())).orElseThrow();
    long end = System.nanoTime();
    if (!Arrays.equals(back, content)) {
      throw new AssertionError("another message came back");
    }
    return end - start;
  }

  private long message() {
    byte[] content = content();
    CompletableFuture<Long> arrival = expect(content);
    long start = System.nanoTime();
    Awaiting.get(topic.publish(content));
    long end = Awaiting.get(arrival);
    expected.remove(ByteBuffer.wrap(content));
    return end - start;
  }

  private static long median(List<Long> nanos) {
    Collections.sort(nanos);
    return nanos.get(nanos.size() / 2) / 1000;
  }
}
