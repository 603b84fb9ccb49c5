package network.clawnet.p2p.mux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a peer gets away with, and for how long. */
final class FloodTest {
  private final Side server = new Side(Role.SERVER);

  record Flood(Violation violation, byte[] before, IntFunction<byte[]> frame) {
    @Override
    public String toString() {
      return violation.name();
    }
  }

  static Stream<Flood> floods() {
    byte[] syn = Wire.frame(FrameType.WINDOW_UPDATE, Frame.SYN, 1, 0);
    return Stream.of(
        new Flood(
            Violation.PING_FLOOD, new byte[0], i -> Wire.frame(FrameType.PING, Frame.SYN, 0, i)),
        new Flood(
            Violation.PING_FLOOD, new byte[0], i -> Wire.frame(FrameType.PING, Frame.ACK, 0, 7)),
        new Flood(Violation.EMPTY_FLOOD, syn, i -> Wire.payload(0, 1)),
        new Flood(Violation.EMPTY_FLOOD, syn, i -> Wire.frame(FrameType.WINDOW_UPDATE, 0, 1, 0)),
        new Flood(
            Violation.RESET_FLOOD,
            new byte[0],
            i -> Wire.frame(FrameType.WINDOW_UPDATE, Frame.SYN | Frame.RST, 2 * i + 1, 0)));
  }

  @ParameterizedTest
  @MethodSource("floods")
  void putsUpWithAThousandAtOnceAndAHundredPerSecond(Flood flood) {
    server.receive(flood.before, 0);
    int sent = 0;
    while (sent < Patience.BURST) {
      server.receive(flood.frame.apply(sent++), 0);
    }
    for (int second = 1; second <= 3; second++) {
      for (int i = 0; i < Patience.PER_SECOND; i++) {
        server.receive(flood.frame.apply(sent++), second * 1_000_000L);
      }
    }
    assertThat(server.session.isOver()).isFalse();

    server.receive(flood.frame.apply(sent), 3_000_000);

    assertThat(server.events).endsWith(new YamuxEvent.Failed(flood.violation));
    assertThat(server.session.count(flood.violation)).isEqualTo(1);
    assertThat(Wire.frames(Wire.drain(server.session, Side.ROOM)))
        .containsExactly(new Frame(0, FrameType.GO_AWAY, 0, 0, YamuxCodes.PROTOCOL_ERROR));
  }

  @Test
  void answersNoMoreThanThirtyTwoPingsAtOnce() {
    for (int i = 0; i < 100; i++) {
      server.receive(Wire.frame(FrameType.PING, Frame.SYN, 0, 0xffff_fff0L + i % 16), 0);
    }

    assertThat(Wire.frames(Wire.drain(server.session, Side.ROOM)))
        .hasSize(Outbound.MAX_PONGS)
        .first()
        .isEqualTo(new Frame(0, FrameType.PING, Frame.ACK, 0, 0xffff_fff0L));
  }

  @Test
  void resetsOneStreamTooManyAndKeepsTheRest() {
    int limit = YamuxLimits.DEFAULT.maxInbound();
    for (int i = 0; i <= limit; i++) {
      server.receive(Wire.payload(Frame.SYN, 2 * i + 1, (byte) 1), 0);
    }

    assertThat(server.opened).hasSize(limit);
    assertThat(server.receivedBytes).isEqualTo(limit);
    assertThat(server.session.count(Violation.TOO_MANY_STREAMS)).isEqualTo(1);
    assertThat(Wire.frames(Wire.drain(server.session, Side.ROOM)))
        .filteredOn(it -> it.has(Frame.RST))
        .containsExactly(
            new Frame(
                0, FrameType.WINDOW_UPDATE, Frame.RST, 2 * limit + 1, YamuxCodes.RESOURCE_LIMIT));
  }

  @Test
  void endsTheSessionOfAPeerThatOpensStreamsWithoutEnd() {
    int id = 1;
    while (!server.session.isOver()) {
      server.receive(Wire.frame(FrameType.WINDOW_UPDATE, Frame.SYN, id, 0), 0);
      id += 2;
      assertThat(id).isLessThan(10_000);
    }

    assertThat(server.events).endsWith(new YamuxEvent.Failed(Violation.STREAM_FLOOD));
    assertThat(server.session.streams()).isZero();
  }

  record Wrong(Violation violation, byte[] bytes) {
    @Override
    public String toString() {
      return violation + " " + Wire.frames(bytes);
    }
  }

  static List<Wrong> wrongs() {
    byte[] version = Wire.frame(FrameType.PING, Frame.SYN, 0, 0);
    version[0] = 1;
    byte[] type = Wire.frame(FrameType.PING, Frame.SYN, 0, 0);
    type[1] = 4;
    return List.of(
        new Wrong(Violation.BAD_VERSION, version),
        new Wrong(Violation.UNKNOWN_TYPE, type),
        new Wrong(Violation.WRONG_PARITY, Wire.payload(Frame.SYN, 2)),
        new Wrong(Violation.WRONG_SCOPE, Wire.payload(Frame.SYN, 0)),
        new Wrong(Violation.WRONG_SCOPE, Wire.frame(FrameType.WINDOW_UPDATE, 0, 0, 1)),
        new Wrong(Violation.WRONG_SCOPE, Wire.frame(FrameType.PING, Frame.SYN, 1, 0)),
        new Wrong(Violation.WRONG_SCOPE, Wire.frame(FrameType.GO_AWAY, 0, 1, 0)));
  }

  @ParameterizedTest
  @MethodSource("wrongs")
  void endsTheSessionAtTheFirstFrameThatCannotBe(Wrong wrong) {
    server.receive(Wire.join(wrong.bytes, Wire.payload(Frame.SYN, 1)), 0);

    assertThat(server.events).containsExactly(new YamuxEvent.Failed(wrong.violation));
    assertThat(server.session.count(wrong.violation)).isEqualTo(1);
  }

  @Test
  void toleratesFlagsThatNobodyDefined() {
    server.receive(Wire.payload(0xfff0 | Frame.SYN, 1, (byte) 1), 0);

    assertThat(server.receivedBytes).isEqualTo(1);
  }
}
