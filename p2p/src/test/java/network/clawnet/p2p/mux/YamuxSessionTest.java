package network.clawnet.p2p.mux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class YamuxSessionTest {
  private final Side client = new Side(Role.CLIENT);
  private final Side server = new Side(Role.SERVER);

  @Test
  void opensWithOddIdsAsClientAndEvenOnesAsServer() {
    assertThat(List.of(client.open(), client.open())).containsExactly(1, 3);
    assertThat(List.of(server.open(), server.open())).containsExactly(2, 4);
  }

  @Test
  void carriesBytesBothWaysAndBothEnds() {
    int id = client.open();
    client.session.write(id, ByteBuffer.wrap("question".getBytes(UTF_8)));
    client.session.finish(id);
    Side.settle(client, server, 0);
    assertThat(server.received(id)).asString().isEqualTo("question");
    assertThat(server.events).containsExactly(new YamuxEvent.Opened(id), new YamuxEvent.Ended(id));

    server.session.write(id, ByteBuffer.wrap("answer".getBytes(UTF_8)));
    server.session.finish(id);
    Side.settle(client, server, 0);

    assertThat(client.received(id)).asString().isEqualTo("answer");
    assertThat(client.events)
        .containsExactly(new YamuxEvent.Acknowledged(id), new YamuxEvent.Ended(id));
    assertThat(client.session.streams() + server.session.streams()).isZero();
  }

  @Test
  void sendsTheFirstBytesBeforeTheStreamIsAcknowledged() {
    int id = client.open();
    client.session.write(id, ByteBuffer.wrap(new byte[10]));

    List<Frame> frames = Wire.frames(Wire.drain(client.session, Side.ROOM));

    assertThat(frames)
        .containsExactly(
            new Frame(0, FrameType.WINDOW_UPDATE, Frame.SYN, id, 0),
            new Frame(0, FrameType.DATA, 0, id, 10));
  }

  @Test
  void sendsTheEndInAFrameOfItsOwnAfterTheBytes() {
    server.receive(Wire.frame(FrameType.WINDOW_UPDATE, Frame.SYN, 1, 0), 0);
    server.session.finish(1);
    assertThat(Wire.frames(Wire.drain(server.session, Side.ROOM)))
        .extracting(Frame::flags)
        .containsExactly(Frame.ACK, Frame.FIN);

    int id = server.open();
    server.session.write(id, ByteBuffer.wrap(new byte[10]));
    server.session.finish(id);
    assertThat(Wire.frames(Wire.drain(server.session, Side.ROOM)))
        .extracting(Frame::flags)
        .containsExactly(Frame.SYN, 0, Frame.FIN);
    assertThatThrownBy(() -> server.session.write(id, ByteBuffer.wrap(new byte[1])))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void acknowledgesOnlyOnce() {
    int id = client.open();
    Wire.drain(client.session, Side.ROOM);
    byte[] ack = Wire.frame(FrameType.WINDOW_UPDATE, Frame.ACK, id, 0);

    client.receive(Wire.join(ack, ack), 0);
    server.receive(Wire.payload(Frame.SYN, 1), 0);
    server.receive(Wire.payload(0, 1, (byte) 1), 0);

    assertThat(client.events).containsExactly(new YamuxEvent.Acknowledged(id));
    assertThat(Wire.frames(Wire.drain(server.session, Side.ROOM)))
        .extracting(Frame::flags)
        .containsExactly(Frame.ACK);
  }

  @Test
  void takesThePeersErrorCodeFromAResetAndNoCredit() {
    int id = client.open();

    client.receive(Wire.frame(FrameType.WINDOW_UPDATE, Frame.RST, id, 0x1003), 0);

    assertThat(client.events).containsExactly(new YamuxEvent.Reset(id, YamuxCodes.RATE_LIMITED));
    assertThat(client.session.write(id, ByteBuffer.wrap(new byte[1]))).isFalse();
  }

  @Test
  void tellsThePeerTheCodeOfAReset() {
    server.receive(Wire.frame(FrameType.WINDOW_UPDATE, Frame.SYN, 1, 0), 0);
    server.session.write(1, ByteBuffer.wrap(new byte[100]));

    assertThat(server.session.reset(1, YamuxCodes.NEGOTIATION_FAILED)).isEmpty();

    assertThat(Wire.frames(Wire.drain(server.session, Side.ROOM)))
        .containsExactly(new Frame(0, FrameType.WINDOW_UPDATE, Frame.RST, 1, 0x1001));
    assertThat(server.session.reset(1, 0)).isEmpty();
    assertThat(server.session.hasOutput()).isFalse();
  }

  @Test
  void saysNothingOfAStreamThatThePeerNeverHeardOf() {
    int id = client.open();

    client.session.reset(id, 0);

    assertThat(client.session.hasOutput()).isFalse();
  }

  @Test
  void endsTheSessionOfAPeerThatLeavesResetsUnread() {
    List<YamuxEvent> last = List.of();
    for (int id = 1; last.isEmpty(); id += 2) {
      server.receive(Wire.frame(FrameType.WINDOW_UPDATE, Frame.SYN, id, 0), 0);
      last = server.session.reset(id, 0);
      assertThat(id).isLessThan(2 * Outbound.MAX_REFUSALS + 3);
    }

    assertThat(last).containsExactly(new YamuxEvent.Failed(Violation.STREAM_FLOOD));
  }

  @Test
  void ignoresFramesOfStreamsThatAreGone() {
    int id = client.open();
    Wire.drain(client.session, Side.ROOM);
    client.session.reset(id, 0);
    Wire.drain(client.session, Side.ROOM);

    client.receive(
        Wire.join(
            Wire.payload(0, id, new byte[1000]),
            Wire.frame(FrameType.WINDOW_UPDATE, Frame.FIN, id, 0),
            Wire.frame(FrameType.WINDOW_UPDATE, Frame.RST, id, 0),
            Wire.payload(0, 77, (byte) 1)),
        0);

    assertThat(client.events).isEmpty();
    assertThat(client.receivedBytes).isZero();
    assertThat(client.session.hasOutput()).isFalse();
  }

  @Test
  void opensNoMoreThanTheUnacknowledgedThatAPeerBears() {
    for (int i = 0; i < YamuxLimits.DEFAULT.maxUnacknowledged(); i++) {
      client.open();
    }
    assertThat(client.session.open(0)).isEqualTo(OptionalInt.empty());

    Side.settle(client, server, 0);

    assertThat(client.session.open(0)).isPresent();
    assertThat(server.session.streams()).isEqualTo(256);
  }

  @Test
  void opensNoMoreThanItsLimit() {
    for (int i = 0; i < YamuxLimits.DEFAULT.maxOutbound(); i++) {
      client.open();
      Side.settle(client, server, 0);
    }

    assertThat(client.session.open(0)).isEmpty();
    client.session.reset(1, 0);
    assertThat(client.session.open(0)).isPresent();
  }

  @Test
  void survivesTenThousandStreamsWithoutKeepingAny() {
    for (int i = 0; i < 10_000; i++) {
      int id = client.open();
      client.session.write(id, ByteBuffer.wrap(new byte[100]));
      client.session.finish(id);
      Side.settle(client, server, i);
      server.session.finish(id);
      Side.settle(client, server, i);
    }

    assertThat(client.session.streams() + server.session.streams()).isZero();
    assertThat(client.session.memory() + server.session.memory()).isZero();
    assertThat(client.budget.used() + server.budget.used()).isZero();
    assertThat(client.session.hasOutput() || server.session.hasOutput()).isFalse();
    assertThat(server.receivedBytes).isEqualTo(1_000_000);
  }

  @Test
  void opensNothingAfterThePeerWentAwayButFinishesWhatIsOpen() {
    int id = client.open();
    Side.settle(client, server, 0);

    client.receive(Wire.frame(FrameType.GO_AWAY, 0, 0, YamuxCodes.NORMAL), 0);

    assertThat(client.events).contains(new YamuxEvent.GoneAway(0));
    assertThat(client.session.open(0)).isEmpty();
    assertThat(client.session.write(id, ByteBuffer.wrap(new byte[1]))).isTrue();
    assertThat(client.session.isOver()).isFalse();
  }

  @Test
  void isOverWhenThePeerGoesAwayWithAnyOtherCode() {
    int id = client.open();
    client.session.write(id, ByteBuffer.wrap(new byte[1 << 20]));

    client.receive(Wire.frame(FrameType.GO_AWAY, 0, 0, 0x1007), 0);

    assertThat(client.session.isOver()).isTrue();
    assertThat(client.session.hasOutput()).isFalse();
    assertThat(client.session.write(id, ByteBuffer.wrap(new byte[1]))).isFalse();
  }

  @Test
  void saysGoodbyeInTheMiddleOfATransfer() {
    int id = client.open();
    client.session.write(id, ByteBuffer.wrap(new byte[1 << 20]));
    client.send(server, 0);

    client.session.goAway(YamuxCodes.SHUTDOWN);
    Side.settle(client, server, 0);

    assertThat(server.events).contains(new YamuxEvent.GoneAway(YamuxCodes.SHUTDOWN));
    assertThat(server.session.isOver() && client.session.isOver()).isTrue();
    assertThat(server.session.memory()).isZero();
  }

  @Test
  void givesAllMemoryBackWhenItCloses() {
    server.reading = false;
    int id = client.open();
    client.session.write(id, ByteBuffer.wrap(new byte[1 << 20]));
    Side.settle(client, server, 0);
    assertThat(server.budget.used()).isEqualTo(YamuxLimits.INITIAL_WINDOW_BYTES);

    server.session.close();

    assertThat(server.budget.used()).isZero();
  }

  @Test
  void usesNoIdTwice() {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int id = client.open();
      ids.add(id);
      client.session.reset(id, 0);
    }

    assertThat(ids).doesNotHaveDuplicates();
  }
}
