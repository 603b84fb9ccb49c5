package network.clawnet.p2p.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import network.clawnet.core.port.PeerStream;
import network.clawnet.p2p.gossip.router.Tallies.Tally;
import network.clawnet.p2p.gossip.rpc.Control;
import network.clawnet.p2p.gossip.rpc.GossipVersion;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.MessageId;
import network.clawnet.p2p.gossip.rpc.Rpc;
import network.clawnet.p2p.gossip.rpc.RpcEncoder;
import network.clawnet.p2p.gossip.score.ScoreThresholds;
import network.clawnet.p2p.host.Host;
import network.clawnet.p2p.testing.Awaiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A member of the topic that sends as fast as it can what it should not. */
final class GossipAttackIT {
  private static final int IDS = 300;
  private static final ScoreThresholds THRESHOLDS = ScoreThresholds.standard();

  private final Scene scene = new Scene();
  private final Host attacker = scene.intruder();
  private final PeerStream stream = join();
  private int sent;

  private PeerStream join() {
    PeerStream opened =
        Awaiting.get(
            attacker.open(
                scene.victim.host().self(),
                List.of(GossipVersion.V1_2.protocol()),
                Scene.STREAM_TERMS));
    Rpc.Subscription joins = new Rpc.Subscription(Scene.TOPIC, true);
    Awaiting.get(opened.send(RpcEncoder.encode(Rpc.of(List.of(joins))).get(0)));
    return opened;
  }

  @AfterEach
  void close() {
    scene.close();
  }

  /** Sends RPCs during a siege and after it until the score is below the threshold. */
  private void spam(String name, String cutOff, double threshold, IntFunction<byte[]> rpc) {
    Siege.Blow blow = () -> Awaiting.get(stream.send(rpc.apply(sent++)));
    Siege.run(scene, name, cutOff, blow);
    Awaiting.until(
        "scored out",
        () -> {
          Awaiting.get(stream.send(rpc.apply(sent++)));
          return scene.victim.gossip().score(attacker.self()) < threshold;
        });
    assertThat(scene.victim.gossip().score(scene.left.host().self())).isNotNegative();
  }

  private void assertCounted(Tally... tallies) {
    for (Tally tally : tallies) {
      assertThat(scene.victim.gossip().tallies().of(tally)).as(tally.name()).isPositive();
    }
  }

  private static byte[] control(Control control) {
    return RpcEncoder.encode(Rpc.of(control)).get(0);
  }

  private static List<MessageId> ids(int number) {
    List<MessageId> ids = new ArrayList<>();
    for (int i = 0; i < IDS; i++) {
      ids.add(MessageId.of(ByteBuffer.allocate(32).putInt(number).putInt(i).array()));
    }
    return ids;
  }

  @Test
  void whoGraftsAgainAndAgainIsGraylisted() {
    Control.Prune leaves = new Control.Prune(Scene.TOPIC, List.of(), 60);
    Control control =
        new Control(List.of(), List.of(), List.of(Scene.TOPIC), List.of(leaves), List.of());
    byte[] both = control(control);

    spam("GRAFT in back-off", "score below −160: graylisted", THRESHOLDS.graylist(), i -> both);

    assertCounted(Tally.GRAFT_IN_BACKOFF, Tally.RPC_OF_GRAYLISTED);
  }

  @Test
  void whoPromisesWithoutEndIsNotHeard() {
    spam(
        "IHAVE of 300 ids that nobody has",
        "10 RPCs a heartbeat, then score below −40: not heard",
        THRESHOLDS.gossip(),
        i ->
            control(
                new Control(
                    List.of(new Control.Have(Scene.TOPIC, ids(i))),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of())));

    assertCounted(Tally.IHAVE_OVER_LIMIT, Tally.PROMISES_BROKEN);
  }

  @Test
  void whoAsksWithoutEndIsGivenNothing() {
    spam(
        "IWANT of 300 ids",
        "5 000 ids a heartbeat, then score below −40: not heard",
        THRESHOLDS.gossip(),
        i -> control(new Control(List.of(), ids(i), List.of(), List.of(), List.of())));

    assertCounted(Tally.IWANT_OVER_LIMIT, Tally.IWANT_OF_BAD_PEER);
  }

  @Test
  void whoSendsInvalidMessagesIsGraylisted() {
    spam(
        "invalid messages",
        "score below −160: graylisted",
        THRESHOLDS.graylist(),
        i -> Message.anonymous(Scene.TOPIC, bad(i)).rpc());

    assertCounted(Tally.REJECTED, Tally.RPC_OF_GRAYLISTED);
  }

  private static byte[] bad(int number) {
    return ("bad" + number).getBytes(StandardCharsets.UTF_8);
  }
}
