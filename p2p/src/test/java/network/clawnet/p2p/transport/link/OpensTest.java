package network.clawnet.p2p.transport.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.clawnet.p2p.mux.Role;
import network.clawnet.p2p.mux.SharedBudget;
import network.clawnet.p2p.mux.YamuxEvent;
import network.clawnet.p2p.mux.YamuxLimits;
import network.clawnet.p2p.mux.YamuxSession;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.StreamListener;
import network.clawnet.p2p.transport.TransportException;
import network.clawnet.p2p.transport.TransportException.Reason;
import org.junit.jupiter.api.Test;

/** Streams of a session that has room for one. */
final class OpensTest {
  private static final long EXPIRES = 1_000;
  private static final YamuxLimits ONE =
      new YamuxLimits(8, 1, 8, YamuxLimits.INITIAL_WINDOW_BYTES, 64L << 20, 30_000_000, 10_000_000);

  private final YamuxSession session =
      new YamuxSession(Role.CLIENT, ONE, new SharedBudget(1 << 30), 0);
  private final List<StreamRequest> started = new ArrayList<>();
  private final Opens opens = new Opens(session, (request, id) -> started.add(request));

  private static final class Deaf implements StreamListener {
    @Override
    public void received(MuxedStream stream, ByteBuffer bytes) {}

    @Override
    public void ended(MuxedStream stream) {}
  }

  private StreamRequest open() {
    CompletableFuture<MuxedStream> opened = new CompletableFuture<>();
    StreamRequest request = new StreamRequest(List.of("/a"), true, new Deaf(), opened, EXPIRES);
    opens.open(request, 0);
    return request;
  }

  private void reset(int id) {
    List<YamuxEvent> unused = session.reset(id, 0);
  }

  private static Reason fault(StreamRequest request) {
    return request
        .opened()
        .handle((stream, fault) -> fault instanceof TransportException it ? it.reason() : null)
        .join();
  }

  @Test
  void startsAtOnceWhileThereIsRoomAndThenInTurn() {
    StreamRequest first = open();
    StreamRequest second = open();
    StreamRequest third = open();
    assertThat(started).containsExactly(first);
    opens.retry(0);
    assertThat(started).containsExactly(first);

    reset(1);
    opens.retry(0);

    assertThat(started).containsExactly(first, second);
    assertThat(third.opened()).isNotDone();
  }

  @Test
  void failsWhatHasWaitedTooLong() {
    StreamRequest first = open();
    StreamRequest second = open();

    opens.expire(EXPIRES - 1);
    assertThat(second.opened()).isNotDone();
    opens.expire(EXPIRES);

    assertThat(fault(second)).isEqualTo(Reason.TIMEOUT);
    assertThat(first.opened()).isNotDone();
  }

  @Test
  void letsOnlySoManyWait() {
    StreamRequest first = open();
    for (int i = 0; i < Opens.MAX; i++) {
      assertThat(open().opened()).isNotDone();
    }

    assertThat(fault(open())).isEqualTo(Reason.LIMIT);
    assertThat(first.opened()).isNotDone();
  }

  @Test
  void opensNothingOnceTheConnectionIsGone() {
    StreamRequest first = open();
    StreamRequest waits = open();
    opens.end();
    reset(1);

    opens.retry(0);

    assertThat(started).containsExactly(first);
    assertThat(waits.opened()).isNotDone();
    assertThat(fault(open())).isEqualTo(Reason.CLOSED);
    opens.failAll(new TransportException(Reason.RESET, "gone"));
    assertThat(fault(waits)).isEqualTo(Reason.RESET);
  }
}
