package network.clawnet.core.testing.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import network.clawnet.core.port.Judgement;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.StreamTerms;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicTerms;
import org.junit.jupiter.api.Test;

class MemoryNetworkTest {
  private static final String ECHO = "/echo/1";
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final TopicTerms TALK = new TopicTerms(1_000, 10, SECOND);

  private final MemoryNetwork net = new MemoryNetwork(1);
  private final MemoryHost a = net.host("a");
  private final MemoryHost b = net.host("b");
  private final MemoryHost c = net.host("c");
  private final List<PeerStream> taken = new ArrayList<>();

  private <T> T await(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    assertThat(net.runUntil(future::isDone, SECOND)).isTrue();
    return future.join();
  }

  private PeerStream open(int maxMessageBytes) {
    var unused = b.handle(ECHO, StreamTerms.requests(maxMessageBytes), taken::add);
    net.connectAll();
    return await(a.open(b.self(), List.of("/other/1", ECHO), StreamTerms.requests(400_000)));
  }

  @Test
  void carriesMessagesInOrderAndTheEnd() {
    PeerStream near = open(100);
    PeerStream far = taken.get(0);
    near.send(new byte[] {1});
    near.send(new byte[] {2});
    near.finish();

    assertThat(await(far.receive())).contains(new byte[] {1});
    assertThat(await(far.receive())).contains(new byte[] {2});
    assertThat(await(far.receive())).isEqualTo(Optional.empty());
    assertThat(far.peer()).isEqualTo(a.self());
    assertThat(near.ended().toCompletableFuture()).isNotDone();
    far.finish();
    assertThat(await(near.receive())).isEmpty();
    await(near.ended());
    await(far.ended());
  }

  @Test
  void aReceiverThatDoesNotAskHoldsTheSenderBack() {
    PeerStream near = open(300_000);
    CompletableFuture<Void> first = near.send(new byte[200_000]).toCompletableFuture();
    CompletableFuture<Void> second = near.send(new byte[200_000]).toCompletableFuture();
    net.run(SECOND);

    assertThat(first).isCompleted();
    assertThat(second).isNotDone();
    await(taken.get(0).receive());
    await(second);
  }

  @Test
  void aMessageOverTheReceiversTermsResetsTheStreamAndIsAFault() {
    PeerStream near = open(10);
    near.send(new byte[11]);
    net.run(SECOND);

    assertThat(near.receive().toCompletableFuture()).isNotDone();
    net.run(SECOND);
    assertThat(near.ended().toCompletableFuture()).isDone();
    assertThat(b.faults()).hasSize(1);
  }

  @Test
  void aCutResetsStreamsAndHealingConnectsAgain() {
    PeerStream near = open(10);
    CompletableFuture<Optional<byte[]>> waiting = near.receive().toCompletableFuture();
    net.cut(a, b);
    net.run(SECOND);

    assertThat(waiting).isCompletedExceptionally();
    assertThat(a.peers()).hasSize(1);
    assertThat(a.connect(b.self()).toCompletableFuture()).isNotCompleted();
    net.heal(a, b);
    assertThat(a.peers()).hasSize(2);
  }

  @Test
  void whatIsHeldArrivesLaterInOrder() {
    PeerStream near = open(10);
    net.hold(a, b);
    near.send(new byte[] {1});
    near.send(new byte[] {2});
    net.run(SECOND);
    CompletableFuture<Optional<byte[]>> waiting = taken.get(0).receive().toCompletableFuture();
    net.run(SECOND);
    assertThat(waiting).isNotDone();

    net.heal(a, b);

    assertThat(await(waiting)).contains(new byte[] {1});
    assertThat(await(taken.get(0).receive())).contains(new byte[] {2});
  }

  @Test
  void aTopicMessageTravelsOnlyThroughThoseWhoAcceptIt() {
    net.connect(a, b);
    net.connect(b, c);
    List<String> heard = new ArrayList<>();
    Topic topic = a.join("t", TALK, it -> CompletableFuture.completedStage(Judgement.ACCEPT));
    CompletableFuture<Judgement> judgement = new CompletableFuture<>();
    var unusedB = b.join("t", TALK, it -> judgement);
    var unusedC =
        c.join(
            "t",
            TALK,
            it -> {
              heard.add(new String(it.bytes(), StandardCharsets.UTF_8));
              return CompletableFuture.completedStage(Judgement.ACCEPT);
            });

    assertThat(await(topic.publish(new byte[] {'x'}))).isEqualTo(1);
    net.run(Duration.ofMillis(500));
    assertThat(heard).isEmpty();
    judgement.complete(Judgement.ACCEPT);
    net.run(Duration.ofMillis(500));

    assertThat(heard).containsExactly("x");
    assertThat(b.judged(Judgement.ACCEPT)).isEqualTo(1);
  }

  @Test
  void manyFaultsCutAPeerOff() {
    net.connectAll();
    a.report(b.self(), new Misbehaviour("bad", 99));
    assertThat(a.peers()).hasSize(2);

    a.report(b.self(), new Misbehaviour("bad", 1));

    assertThat(a.peers()).hasSize(1);
    net.connect(a, b);
    assertThat(a.peers()).hasSize(1);
  }

  @Test
  void takesAsLongAsTheLagSays() {
    PeerStream near = open(10);
    net.lag(a, b, Duration.ofMillis(50));
    long sent = net.nanos();
    near.send(new byte[1]);

    await(taken.get(0).receive());

    assertThat(Duration.ofNanos(net.nanos() - sent)).isEqualTo(Duration.ofMillis(50));
  }
}
