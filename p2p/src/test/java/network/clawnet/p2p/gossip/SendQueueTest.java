package network.clawnet.p2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.p2p.gossip.rpc.Control;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.Rpc;
import network.clawnet.p2p.gossip.rpc.RpcDecoder;
import network.clawnet.p2p.gossip.rpc.RpcEncoder;
import org.junit.jupiter.api.Test;

final class SendQueueTest {
  private final SendQueue queue = new SendQueue();

  private static byte[] message(int bytes) {
    return Message.anonymous("t", new byte[bytes]).rpc();
  }

  private static byte[] graft(String topic) {
    Control control = new Control(List.of(), List.of(), List.of(topic), List.of(), List.of());
    return RpcEncoder.encode(Rpc.of(control)).get(0);
  }

  private Rpc next() {
    try {
      return RpcDecoder.decode(queue.next().orElseThrow());
    } catch (DecodeException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void sendsControlBeforeMessagesAndOnePerRpc() {
    queue.addMessage(message(1), 0);
    queue.addMessage(message(2), 0);
    queue.addControl(graft("a"));
    queue.addControl(graft("b"));

    Rpc first = next();
    assertThat(first.control().graft()).containsExactly("a");
    assertThat(first.messages()).map(Message::contentBytes).containsExactly(1, 2);
    assertThat(next().control().graft()).containsExactly("b");
    assertThat(queue.next()).isEmpty();
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void joinsSmallMessagesUpToABatch() {
    for (int i = 0; i < 100; i++) {
      queue.addMessage(message(1024), 0);
    }
    byte[] batch = queue.next().orElseThrow();

    assertThat(batch).hasSizeBetween(31 << 10, GossipLimits.MAX_BATCH_BYTES);
    assertThat(batch.length % message(1024).length).isZero();
  }

  @Test
  void sendsALargeMessageAlone() {
    byte[] large = message(GossipLimits.MAX_BATCH_BYTES);
    queue.addControl(graft("a"));
    queue.addMessage(large, 0);
    queue.addMessage(message(1), 0);

    assertThat(next().messages()).isEmpty();
    assertThat(queue.next().orElseThrow()).isSameAs(large);
    assertThat(next().messages()).hasSize(1);
  }

  @Test
  void refusesOneMessageTooManyAndTakesItAgainLater() {
    byte[] quarter = message((GossipLimits.MAX_QUEUED_BYTES >> 2) - 100);
    for (int i = 0; i < 4; i++) {
      assertThat(queue.addMessage(quarter, 0)).isTrue();
    }
    assertThat(queue.addMessage(quarter, 0)).isFalse();
    queue.next();
    assertThat(queue.addMessage(quarter, 0)).isTrue();
  }

  @Test
  void refusesControlBeyondItsOwnLimit() {
    byte[] control = new byte[GossipLimits.MAX_CONTROL_BYTES];
    assertThat(queue.addControl(control)).isTrue();
    assertThat(queue.addControl(new byte[1])).isFalse();
    assertThat(queue.addMessage(message(1), 0)).isTrue();
  }

  @Test
  void dropsWhatHasWaitedTooLong() {
    queue.addMessage(message(1), 0);
    queue.addMessage(message(2), 1);
    assertThat(queue.expire(GossipLimits.MAX_QUEUED_MILLIS)).isZero();
    assertThat(queue.expire(GossipLimits.MAX_QUEUED_MILLIS + 1)).isEqualTo(1);
    assertThat(next().messages()).map(Message::contentBytes).containsExactly(2);
  }
}
