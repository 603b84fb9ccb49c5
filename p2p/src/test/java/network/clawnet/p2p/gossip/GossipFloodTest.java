package network.clawnet.p2p.gossip;

import static network.clawnet.p2p.gossip.GossipNodes.await;
import static network.clawnet.p2p.gossip.GossipNodes.connect;
import static network.clawnet.p2p.gossip.GossipNodes.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicTerms;
import network.clawnet.p2p.gossip.GossipNodes.Node;
import network.clawnet.p2p.gossip.router.Tallies;
import network.clawnet.p2p.gossip.rpc.Control;
import network.clawnet.p2p.gossip.rpc.GossipVersion;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.MessageId;
import network.clawnet.p2p.gossip.rpc.Rpc;
import network.clawnet.p2p.gossip.rpc.RpcEncoder;
import network.clawnet.p2p.gossip.score.ScoreThresholds;
import network.clawnet.p2p.host.Host;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real streams, and a peer that sends as fast as it can what it should not. */
final class GossipFloodTest {
  private static final String TOPIC = "/test/1";
  private static final TopicTerms TERMS = new TopicTerms(1 << 16, 4096, Duration.ofSeconds(10));

  private final GossipNodes nodes = new GossipNodes();
  private final Inbox inbox = new Inbox();
  private final Node sender = nodes.start();
  private final Node victim = nodes.start();
  private final Host attacker = nodes.host(GossipNodes.key());
  private final Topic topic = sender.gossip().join(TOPIC, TERMS, new Inbox());

  @BeforeEach
  void connectAll() {
    victim.gossip().join(TOPIC, TERMS, inbox);
    connect(sender.host(), victim.host());
    connect(attacker, victim.host());
    until("members known", () -> topic.members().size() == 1);
  }

  @AfterEach
  void close() {
    attacker.close();
    nodes.close();
  }

  private PeerStream open() {
    return await(
        attacker.open(victim.id(), List.of(GossipVersion.V1_2.protocol()), GossipLimits.TERMS));
  }

  /** Sends RPCs, and honest messages in between. */
  private void flood(int count, IntFunction<byte[]> rpc) {
    PeerStream stream = open();
    await(
        stream.send(RpcEncoder.encode(Rpc.of(List.of(new Rpc.Subscription(TOPIC, true)))).get(0)));
    for (int i = 0; i < count; i++) {
      await(stream.send(rpc.apply(i)));
      if (i % 100 == 0) {
        await(topic.publish(("honest-" + i).getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  private void assertHonestUnharmed(int count) {
    until(
        "honest messages delivered",
        () ->
            inbox.texts.stream().filter(text -> text.startsWith("honest")).count()
                == (count + 99) / 100);
    until("scored", () -> victim.gossip().score(sender.id()) > 0);
  }

  @Test
  void invalidMessagesAreSoonNotEvenJudged() {
    flood(3000, i -> Message.anonymous(TOPIC, bad(i)).rpc());

    assertHonestUnharmed(3000);
    until(
        "graylisted",
        () -> victim.gossip().score(attacker.self()) < ScoreThresholds.standard().graylist());
    assertThat(inbox.texts.stream().filter(text -> text.startsWith("bad")).count()).isLessThan(100);
    assertThat(victim.gossip().tallies().of(Tallies.Tally.RPC_OF_GRAYLISTED)).isPositive();
  }

  private static byte[] bad(int number) {
    return ("bad" + number).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void promisesWithoutEndAreHeardTenTimesPerHeartbeat() {
    flood(500, i -> RpcEncoder.encode(Rpc.of(fakes(i))).get(0));

    assertHonestUnharmed(500);
    assertThat(victim.gossip().tallies().of(Tallies.Tally.IHAVE_OVER_LIMIT)).isPositive();
    until(
        "not heard",
        () -> victim.gossip().score(attacker.self()) < ScoreThresholds.standard().gossip());
  }

  private static Control fakes(int number) {
    List<MessageId> ids = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      ids.add(MessageId.of(ByteBuffer.allocate(32).putInt(number).putInt(i).array()));
    }
    return new Control(
        List.of(new Control.Have(TOPIC, ids)), List.of(), List.of(), List.of(), List.of());
  }
}
