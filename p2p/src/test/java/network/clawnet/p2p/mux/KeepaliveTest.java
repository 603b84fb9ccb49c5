package network.clawnet.p2p.mux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class KeepaliveTest {
  private static final long EVERY = YamuxLimits.DEFAULT.pingEveryMicros();
  private static final long SILENCE = YamuxLimits.DEFAULT.silenceMicros();

  private final Side client = new Side(Role.CLIENT);
  private final Side server = new Side(Role.SERVER);

  @Test
  void pingsAtOnceAndMeasuresTheRoundTrip() {
    assertThat(client.session.nextTickMicros()).isZero();
    client.session.tick(0);
    client.send(server, 500);
    server.send(client, 1234);

    assertThat(client.events).containsExactly(new YamuxEvent.Pong(1234));
    assertThat(client.session.rttMicros()).isEqualTo(1234);
    assertThat(client.session.nextTickMicros()).isEqualTo(1234);
  }

  private void pingAt(long sent, long answered) {
    client.session.tick(sent);
    client.send(server, sent);
    server.send(client, answered);
  }

  @Test
  void pingsThreeTimesInARowAndThenNowAndThen() {
    pingAt(0, 5000);
    pingAt(5000, 7000);
    assertThat(client.session.nextTickMicros()).isEqualTo(7000);
    pingAt(7000, 7100);

    assertThat(client.session.nextTickMicros()).isEqualTo(7000 + EVERY);
    assertThat(client.session.rttMicros()).isEqualTo(100);
  }

  @Test
  void forgetsAShortRoundTripAfterEightLongerOnes() {
    pingAt(0, 10);
    for (int i = 1; i < Keepalive.SAMPLES; i++) {
      pingAt(i * EVERY, i * EVERY + 50);
    }
    assertThat(client.session.rttMicros()).isEqualTo(10);

    pingAt(10 * EVERY, 10 * EVERY + 60);

    assertThat(client.session.rttMicros()).isEqualTo(50);
  }

  @Test
  void keepsOnePingUnderWay() {
    client.session.tick(0);
    assertThat(Wire.frames(Wire.drain(client.session, Side.ROOM))).hasSize(1);

    client.receive(Wire.frame(FrameType.PING, Frame.SYN, 0, 1), EVERY + 1);
    Wire.drain(client.session, Side.ROOM);
    client.session.tick(EVERY + 1);

    assertThat(client.session.hasOutput()).isFalse();
  }

  @Test
  void endsTheSessionOfAPeerThatStaysSilent() {
    client.session.tick(0);

    assertThat(client.session.tick(SILENCE - 1)).isEmpty();
    assertThat(client.session.nextTickMicros()).isEqualTo(SILENCE);
    assertThat(client.session.tick(SILENCE))
        .containsExactly(new YamuxEvent.Failed(Violation.SILENCE));
    assertThat(client.session.tick(SILENCE + 1)).isEmpty();
  }

  @Test
  void takesAnyByteForASignOfLife() {
    client.session.tick(0);

    client.receive(new byte[] {0}, SILENCE - 1);

    assertThat(client.session.tick(2 * SILENCE - 2)).isEmpty();
    assertThat(client.session.tick(2 * SILENCE - 1)).hasSize(1);
  }

  @Test
  void ignoresAnAnswerThatNobodyAskedFor() {
    client.receive(Wire.frame(FrameType.PING, Frame.ACK, 0, 5), 0);

    assertThat(client.events).isEmpty();
    assertThat(client.session.rttMicros()).isZero();
    assertThat(client.session.isOver()).isFalse();
  }
}
