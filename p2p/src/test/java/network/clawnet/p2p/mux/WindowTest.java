package network.clawnet.p2p.mux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class WindowTest {
  private static final int WINDOW = YamuxLimits.INITIAL_WINDOW_BYTES;
  private static final int RTT = 1000;

  private final Side client = new Side(Role.CLIENT);
  private final Side server = new Side(Role.SERVER);

  @Test
  void stallsAtExactlyTheWindowOfAReaderThatNeverReads() {
    server.reading = false;
    int id = client.open();
    client.session.write(id, ByteBuffer.wrap(new byte[1 << 20]));

    Side.settle(client, server, 0);

    assertThat(server.receivedBytes).isEqualTo(262_144);
    assertThat(client.writtenBytes).isEqualTo(262_144);
    assertThat(server.session.memory()).isEqualTo(262_144);
    assertThat(client.session.hasOutput()).isFalse();
  }

  @Test
  void goesOnWhenHalfTheWindowHasBeenRead() {
    server.reading = false;
    int id = client.open();
    client.session.write(id, ByteBuffer.wrap(new byte[1 << 20]));
    Side.settle(client, server, 0);

    server.session.consumed(id, WINDOW / 2 - 1, 0);
    assertThat(server.session.hasOutput()).isFalse();
    server.session.consumed(id, 1, 0);
    Side.settle(client, server, 0);

    assertThat(server.receivedBytes).isEqualTo(WINDOW + WINDOW / 2);
  }

  @Test
  void takesTheWholeWindowButNotOneByteMore() {
    byte[] syn = Wire.frame(FrameType.WINDOW_UPDATE, Frame.SYN, 1, 0);
    server.reading = false;
    server.receive(Wire.join(syn, Wire.payload(0, 1, new byte[WINDOW])), 0);
    assertThat(server.events).containsExactly(new YamuxEvent.Opened(1));

    server.receive(Wire.payload(0, 1, new byte[1]), 0);

    assertThat(server.events).endsWith(new YamuxEvent.Failed(Violation.WINDOW_OVERRUN));
    assertThat(server.session.count(Violation.WINDOW_OVERRUN)).isEqualTo(1);
    assertThat(Wire.frames(Wire.drain(server.session, Side.ROOM)))
        .containsExactly(new Frame(0, FrameType.GO_AWAY, 0, 0, YamuxCodes.PROTOCOL_ERROR));
    assertThat(server.session.memory()).isZero();
  }

  @Test
  void refusesAnOverrunBeforeItsPayloadArrives() {
    server.receive(Wire.frame(FrameType.WINDOW_UPDATE, Frame.SYN, 1, 0), 0);

    server.receive(Wire.frame(FrameType.DATA, 0, 1, WINDOW + 1L), 0);

    assertThat(server.events).endsWith(new YamuxEvent.Failed(Violation.WINDOW_OVERRUN));
  }

  @Test
  void addsTheCreditOfAnOpeningFrameToTheInitialWindow() {
    server.receive(Wire.frame(FrameType.WINDOW_UPDATE, Frame.SYN, 1, 1000), 0);
    server.session.write(1, ByteBuffer.wrap(new byte[1 << 20]));

    byte[] sent = Wire.drain(server.session, Side.ROOM);

    assertThat(Wire.frames(sent).stream().filter(it -> it.type() == FrameType.DATA))
        .extracting(Frame::length)
        .satisfies(sizes -> assertThat(sum(sizes)).isEqualTo(WINDOW + 1000));
  }

  private static long sum(List<? extends Long> sizes) {
    return sizes.stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void holdsCreditUpToTheLargestWindowAndNoMore() {
    long room = 0xffff_ffffL - WINDOW;
    server.receive(Wire.frame(FrameType.WINDOW_UPDATE, Frame.SYN, 1, room), 0);
    assertThat(server.events).containsExactly(new YamuxEvent.Opened(1));

    server.receive(Wire.frame(FrameType.WINDOW_UPDATE, 0, 1, 1), 0);

    assertThat(server.events).endsWith(new YamuxEvent.Failed(Violation.CREDIT_OVERFLOW));
  }

  @Test
  void refusesCreditOfFourBillionAtOnce() {
    server.receive(Wire.frame(FrameType.WINDOW_UPDATE, Frame.SYN, 1, 0xffff_ffffL), 0);

    assertThat(server.events).endsWith(new YamuxEvent.Failed(Violation.CREDIT_OVERFLOW));
  }

  @Test
  void doublesAWindowThatTurnsOverWithinFourRoundTrips() {
    assertThat(windowAfterOneTurn(4 * 5000 - 1, 5000)).isEqualTo(2L * WINDOW);
    assertThat(windowAfterOneTurn(4 * 5000, 5000)).isEqualTo(WINDOW);
  }

  @Test
  void takesNoRoundTripForShorterThanOneMillisecond() {
    assertThat(windowAfterOneTurn(3999, 60)).isEqualTo(2L * WINDOW);
    assertThat(windowAfterOneTurn(4000, 60)).isEqualTo(WINDOW);
  }

  private static long windowAfterOneTurn(long micros, long rtt) {
    ReceiveWindow window = new ReceiveWindow(budget(), 0);
    window.arrive(WINDOW);
    window.consume(WINDOW, micros, rtt, 16 << 20);
    return window.size();
  }

  private static ConnectionBudget budget() {
    return new ConnectionBudget(64 << 20, new SharedBudget(64 << 20));
  }

  @Test
  void tellsThePeerOfTheLargerWindowInTheSameUpdate() {
    ReceiveWindow window = new ReceiveWindow(budget(), 0);
    window.arrive(WINDOW);

    assertThat(window.consume(WINDOW, 1, RTT, 16 << 20)).isEqualTo(2L * WINDOW);
    assertThat(window.allows(2L * WINDOW)).isTrue();
    assertThat(window.allows(2L * WINDOW + 1)).isFalse();
  }

  @Test
  void growsNoFurtherThanTheLimit() {
    ReceiveWindow window = new ReceiveWindow(budget(), 0);
    for (int i = 0; i < 20; i++) {
      long size = window.size();
      window.arrive(size);
      window.consume((int) size, i, RTT, 1_000_000);
    }

    assertThat(window.size()).isEqualTo(1_000_000);
  }

  @Test
  void growsNoFurtherThanHalfTheMemory() {
    ConnectionBudget budget = new ConnectionBudget(4L * WINDOW, new SharedBudget(1 << 30));
    ReceiveWindow window = new ReceiveWindow(budget, 0);
    for (int i = 0; i < 5; i++) {
      long size = window.size();
      assertThat(window.arrive(size)).isTrue();
      window.consume((int) size, i, RTT, 16 << 20);
    }

    assertThat(window.size()).isEqualTo(2L * WINDOW);
    assertThat(budget.used()).isEqualTo(WINDOW);
    window.close();
    assertThat(budget.used()).isZero();
  }

  @Test
  void doesNotGrowBeforeTheFirstRoundTripIsKnown() {
    ReceiveWindow window = new ReceiveWindow(budget(), 0);
    window.arrive(WINDOW);
    window.consume(WINDOW, 0, 0, 16 << 20);

    assertThat(window.size()).isEqualTo(WINDOW);
  }

  @Test
  void refusesToConsumeWhatNeverArrived() {
    ReceiveWindow window = new ReceiveWindow(budget(), 0);
    window.arrive(10);

    assertThatThrownBy(() -> window.consume(11, 0, RTT, WINDOW))
        .isInstanceOf(IllegalStateException.class);
  }

  enum Scarce {
    CONNECTION,
    NODE
  }

  @ParameterizedTest
  @EnumSource
  void dropsTheStreamForWhichThereIsNoMemoryAndNoOther(Scarce scarce) {
    long plenty = 1L << 30;
    YamuxLimits limits =
        new YamuxLimits(9, 9, 9, WINDOW, scarce == Scarce.CONNECTION ? WINDOW : plenty, 1, 1);
    SharedBudget shared = new SharedBudget(scarce == Scarce.NODE ? WINDOW : plenty);
    YamuxSession session = new YamuxSession(Role.SERVER, limits, shared, 0);
    session.receive(ByteBuffer.wrap(Wire.payload(Frame.SYN, 1, new byte[WINDOW])), 0);

    List<YamuxEvent> events =
        session.receive(ByteBuffer.wrap(Wire.payload(Frame.SYN, 3, new byte[1])), 0);

    assertThat(events)
        .containsExactly(new YamuxEvent.Opened(3), new YamuxEvent.Dropped(3, Violation.MEMORY));
    assertThat(session.count(Violation.MEMORY)).isEqualTo(1);
    assertThat(session.streams()).isEqualTo(1);
    session.consumed(1, WINDOW, 0);
    assertThat(session.receive(ByteBuffer.wrap(Wire.payload(Frame.SYN, 5, new byte[1])), 0))
        .hasSize(2)
        .last()
        .isInstanceOf(YamuxEvent.Payload.class);
  }

  @Test
  void takesSharedMemoryBackAfterARefusal() {
    SharedBudget shared = new SharedBudget(100);

    assertThat(shared.reserve(101)).isFalse();
    assertThat(shared.reserve(100)).isTrue();
    assertThat(shared.reserve(1)).isFalse();
    shared.release(100);
    assertThat(shared.used()).isZero();
  }
}
