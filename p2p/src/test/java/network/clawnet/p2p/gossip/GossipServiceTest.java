package network.clawnet.p2p.gossip;

import static network.clawnet.p2p.gossip.GossipNodes.await;
import static network.clawnet.p2p.gossip.GossipNodes.connect;
import static network.clawnet.p2p.gossip.GossipNodes.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicTerms;
import network.clawnet.p2p.gossip.GossipNodes.Node;
import network.clawnet.p2p.gossip.router.GossipParameters;
import network.clawnet.p2p.gossip.router.Tallies;
import network.clawnet.p2p.gossip.rpc.GossipVersion;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.Rpc;
import network.clawnet.p2p.gossip.rpc.RpcEncoder;
import network.clawnet.p2p.gossip.score.ScoreParameters;
import network.clawnet.p2p.gossip.score.ScoreThresholds;
import network.clawnet.p2p.host.Host;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GossipServiceTest {
  private static final String TOPIC = "/test/1";
  private static final TopicTerms TERMS = new TopicTerms(1 << 20, 4096, Duration.ofSeconds(10));

  private final GossipNodes nodes = new GossipNodes();

  @AfterEach
  void close() {
    nodes.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void relaysAlongALine() {
    Node a = nodes.start();
    Node b = nodes.start();
    Node c = nodes.start();
    connect(a.host(), b.host());
    connect(b.host(), c.host());
    Inbox inbox = new Inbox();
    Topic from = a.gossip().join(TOPIC, TERMS, new Inbox());
    Topic middle = b.gossip().join(TOPIC, TERMS, new Inbox());
    Topic to = c.gossip().join(TOPIC, TERMS, inbox);
    until("members known", () -> from.members().equals(Set.of(b.id())));
    until("members known", () -> middle.members().equals(Set.of(a.id(), c.id())));
    until("members known", () -> to.members().equals(Set.of(b.id())));

    assertThat(await(from.publish(bytes("hello")))).isEqualTo(1);

    until("delivered", () -> inbox.texts.contains("hello"));
    assertThat(inbox.calls).hasValue(1);
  }

  @Test
  void carriesAMebibyte() {
    Node a = nodes.start();
    Node b = nodes.start();
    connect(a.host(), b.host());
    Inbox inbox = new Inbox();
    Topic from = a.gossip().join(TOPIC, TERMS, new Inbox());
    b.gossip().join(TOPIC, TERMS, inbox);
    until("members known", () -> from.members().size() == 1);
    String large = "x".repeat(1 << 20);

    await(from.publish(bytes(large)));

    until("delivered", () -> inbox.texts.contains(large));
    assertThatThrownBy(() -> from.publish(new byte[(1 << 20) + 1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void losesNoneOfAThousandSignedMessagesInEachDirection() {
    List<Node> all = List.of(nodes.start(), nodes.start(), nodes.start(), nodes.start());
    List<Topic> topics = new ArrayList<>();
    List<Inbox> inboxes = new ArrayList<>();
    for (Node node : all) {
      inboxes.add(new Inbox());
      topics.add(node.gossip().joinSigned(TOPIC, TERMS, inboxes.get(inboxes.size() - 1)));
    }
    connect(all.get(0).host(), all.get(1).host());
    connect(all.get(1).host(), all.get(2).host());
    connect(all.get(2).host(), all.get(3).host());
    connect(all.get(3).host(), all.get(0).host());
    until("members known", () -> topics.stream().allMatch(topic -> topic.members().size() == 2));

    for (int i = 0; i < 1000; i++) {
      await(topics.get(0).publish(bytes("zero-" + i)));
      await(topics.get(2).publish(bytes("two-" + i)));
    }

    until("delivered", () -> inboxes.get(0).texts.size() == 1000);
    until("delivered", () -> inboxes.get(2).texts.size() == 1000);
    until("delivered", () -> inboxes.get(1).texts.size() == 2000);
    until("delivered", () -> inboxes.get(3).texts.size() == 2000);
    assertThat(inboxes).allMatch(inbox -> inbox.calls.get() == inbox.texts.size());
  }

  @Test
  void aRejectedMessageTravelsNoFurtherAndCostsItsBearer() {
    Node a = nodes.start();
    Node b = nodes.start();
    Node c = nodes.start();
    connect(a.host(), b.host());
    connect(b.host(), c.host());
    Inbox middle = new Inbox();
    Inbox end = new Inbox();
    Topic from = a.gossip().join(TOPIC, TERMS, new Inbox());
    b.gossip().join(TOPIC, TERMS, middle);
    Topic to = c.gossip().join(TOPIC, TERMS, end);
    until("members known", () -> from.members().size() == 1 && to.members().size() == 1);

    await(from.publish(bytes("bad one")));
    until("rejected", () -> b.gossip().tallies().of(Tallies.Tally.REJECTED) == 1);
    until("scored", () -> b.gossip().score(a.id()) < 0);
    assertThat(end.texts).isEmpty();
  }

  @Test
  void opensAStreamAgainThatWasReset() {
    Node a = nodes.start();
    Host other = nodes.host(GossipNodes.key());
    List<PeerStream> streams = new ArrayList<>();
    other.handle(
        GossipVersion.V1_1.protocol(),
        GossipLimits.TERMS,
        stream -> {
          synchronized (streams) {
            streams.add(stream);
          }
        });
    Topic topic = a.gossip().join(TOPIC, TERMS, new Inbox());
    connect(other, a.host());
    until("stream", () -> size(streams) == 1);
    assertThat(await(streams.get(0).receive())).hasValue(RpcEncoder.encode(subscribe()).get(0));

    streams.get(0).reset();

    until("stream again", () -> size(streams) == 2);
    assertThat(await(streams.get(1).receive())).hasValue(RpcEncoder.encode(subscribe()).get(0));
    assertThat(topic.members()).isEmpty();
    other.close();
  }

  private static int size(List<PeerStream> streams) {
    synchronized (streams) {
      return streams.size();
    }
  }

  private static Rpc subscribe() {
    return Rpc.of(List.of(new Rpc.Subscription(TOPIC, true)));
  }

  @Test
  void hearsTheNewerOfTwoStreamsFromOnePeer() {
    Node a = nodes.start();
    Host other = nodes.host(GossipNodes.key());
    Inbox inbox = new Inbox();
    Topic topic = a.gossip().join(TOPIC, TERMS, inbox);
    connect(other, a.host());
    PeerStream first = open(other, a);
    await(first.send(RpcEncoder.encode(subscribe()).get(0)));
    until("member", () -> topic.members().contains(other.self()));
    PeerStream second = open(other, a);
    await(second.send(Message.anonymous(TOPIC, bytes("second")).rpc()));

    until("delivered", () -> inbox.texts.contains("second"));
    await(first.ended());
    assertThat(a.gossip().shellTallies().of(ShellTallies.Tally.STREAM_REPLACED)).isEqualTo(1);
    other.close();
  }

  private static PeerStream open(Host from, Node to) {
    return await(from.open(to.id(), List.of(GossipVersion.V1_2.protocol()), GossipLimits.TERMS));
  }

  @Test
  void cutsOffWhatIsNoRpc() {
    Node a = nodes.start();
    Host other = nodes.host(GossipNodes.key());
    connect(other, a.host());
    PeerStream stream = open(other, a);
    await(stream.send(new byte[] {(byte) 0xff, 1, 2}));

    await(stream.ended());
    assertThat(a.gossip().shellTallies().of(ShellTallies.Tally.RPC_MALFORMED)).isEqualTo(1);
    other.close();
  }

  @Test
  void refusesToPublishWhenNobodyTakesAnything() {
    Node a = nodes.start();
    Host stalled = nodes.host(GossipNodes.key());
    stalled.handle(
        GossipVersion.V1_2.protocol(), GossipLimits.TERMS, stream -> {}); // reads nothing
    Topic topic = a.gossip().join(TOPIC, TERMS, new Inbox());
    connect(stalled, a.host());
    PeerStream stream = open(stalled, a);
    await(stream.send(RpcEncoder.encode(subscribe()).get(0)));
    until("member", () -> topic.members().contains(stalled.self()));

    CompletableFuture<Integer> last = new CompletableFuture<>();
    for (int i = 0; i < 200 && !last.isCompletedExceptionally(); i++) {
      byte[] content = new byte[1 << 18];
      content[0] = (byte) i;
      last = topic.publish(content).toCompletableFuture();
      CompletableFuture<Integer> it = last;
      until("published or refused", it::isDone);
    }

    assertThat(last).isCompletedExceptionally();
    assertThat(a.gossip().shellTallies().of(ShellTallies.Tally.PUBLISH_REFUSED)).isEqualTo(1);
    stalled.close();
  }

  @Test
  void forgetsAMessageThatNobodyJudges() {
    Node a = nodes.start();
    Node b = nodes.start();
    connect(a.host(), b.host());
    TopicTerms hasty = new TopicTerms(1024, 10, Duration.ofMillis(1));
    Topic from = a.gossip().join(TOPIC, TERMS, new Inbox());
    b.gossip().join(TOPIC, hasty, message -> new CompletableFuture<>());
    until("members known", () -> from.members().size() == 1);

    await(from.publish(bytes("x")));

    until(
        "too late", () -> b.gossip().shellTallies().of(ShellTallies.Tally.JUDGEMENT_TOO_LATE) == 1);
    until("ignored", () -> b.gossip().tallies().of(Tallies.Tally.IGNORED) == 1);
  }

  @Test
  void meetsThePeersThatAFullMeshSuggests() {
    GossipParameters standard = GossipParameters.standard();
    GossipParameters small =
        new GossipParameters(
            new GossipParameters.MeshSize(1, 1, 1, 1, 0, 6),
            standard.timing(),
            new GossipParameters.Scoring(
                ScoreParameters.standard(), new ScoreThresholds(-40, -80, -160, 0, 1)),
            Set.of(),
            true,
            true,
            4096);
    Node full = nodes.start(small);
    Node member = nodes.start(small);
    Node late = nodes.start(small);
    Topic topic = full.gossip().join(TOPIC, TERMS, new Inbox());
    member.gossip().join(TOPIC, TERMS, new Inbox());
    connect(member.host(), full.host());
    until("member", () -> topic.members().contains(member.id()));
    until("record", () -> full.host().signedRecord(member.id()).isPresent());

    late.gossip().join(TOPIC, TERMS, new Inbox());
    connect(late.host(), full.host());

    until("introduced", () -> late.host().link(member.id()).isPresent());
    assertThat(full.gossip().tallies().of(Tallies.Tally.GRAFT_INTO_FULL_MESH)).isPositive();
  }

  @Test
  void joinsATopicOnceAndAgainAfterLeaving() {
    Node a = nodes.start();
    Topic topic = a.gossip().join(TOPIC, TERMS, new Inbox());
    assertThatThrownBy(() -> a.gossip().join(TOPIC, TERMS, new Inbox()))
        .isInstanceOf(IllegalStateException.class);
    topic.close();
    topic.close();
    a.gossip().join(TOPIC, TERMS, new Inbox()).close();
  }
}
