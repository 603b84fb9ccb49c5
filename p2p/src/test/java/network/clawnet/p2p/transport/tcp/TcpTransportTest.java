package network.clawnet.p2p.transport.tcp;

import static network.clawnet.p2p.transport.tcp.TestNode.await;
import static network.clawnet.p2p.transport.tcp.TestNode.failure;
import static network.clawnet.p2p.transport.tcp.TestNode.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.mux.YamuxCodes;
import network.clawnet.p2p.transport.Connection;
import network.clawnet.p2p.transport.Direction;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.StreamListener;
import network.clawnet.p2p.transport.TransportException;
import network.clawnet.p2p.transport.TransportException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes and a real socket. */
final class TcpTransportTest {
  private static final List<String> ECHO = List.of("/echo/1");

  /** What the negotiation of {@code /slow/1} takes of a window. */
  private static final int PROPOSAL_BYTES = 29;

  private final TestNode dialer = new TestNode();
  private final TestNode server = new TestNode();
  private Multiaddr address = TestNode.address("/ip4/127.0.0.1/tcp/1");

  @BeforeEach
  void listen() {
    server.protocols.put("/echo/1", stream -> new Echo());
    address = server.listen();
  }

  @AfterEach
  void close() {
    dialer.close();
    server.close();
    assertThat(dialer.bugs).isEmpty();
    assertThat(server.bugs).isEmpty();
  }

  @Test
  void provesBothPeersToEachOther() {
    Connection there = dialer.dial(address, server);
    until(() -> !server.connections.isEmpty());
    Connection back = server.connections.get(0);

    assertThat(there.peer()).isEqualTo(server.self);
    assertThat(back.peer()).isEqualTo(dialer.self);
    assertThat(there.direction()).isEqualTo(Direction.OUTBOUND);
    assertThat(back.direction()).isEqualTo(Direction.INBOUND);
    assertThat(there.remote()).isEqualTo(address);
    assertThat(back.remote()).isEqualTo(there.local());
    until(() -> dialer.connections.contains(there));
    until(() -> there.rttMicros() > 0 && back.rttMicros() > 0);
    until(() -> server.transport.halfOpen() == 0);
  }

  @Test
  void echoesAFewMegabytesAndEndsCleanly() {
    Connection connection = dialer.dial(address, server);
    byte[] bytes = new byte[5_000_000];
    new Random(1).nextBytes(bytes);
    Collector collector = new Collector();

    MuxedStream stream = await(connection.open(ECHO, false, collector));
    await(stream.send(ByteBuffer.wrap(bytes)));
    stream.closeWrite();
    await(collector.ended);

    assertThat(Arrays.equals(collector.bytes.toByteArray(), bytes)).isTrue();
    assertThat(await(collector.closed).reason()).isEqualTo(Reason.CLOSED);
    until(() -> connection.streams() == 0 && server.connections.get(0).streams() == 0);
    until(() -> connection.traffic().bytesIn() > 5_000_000);
    until(() -> server.memory.used() == 0);
  }

  @Test
  void carriesTwoHundredStreamsAtOnce() {
    Connection connection = dialer.dial(address, server);
    List<Collector> collectors = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Collector collector = new Collector();
      collectors.add(collector);
      byte[] bytes = new byte[20_000];
      new Random(i).nextBytes(bytes);
      var unused =
          connection
              .open(ECHO, i % 2 == 0, collector)
              .thenAccept(
                  stream -> {
                    stream.write(ByteBuffer.wrap(bytes));
                    stream.closeWrite();
                  });
    }

    for (int i = 0; i < 200; i++) {
      await(collectors.get(i).ended);
      byte[] expected = new byte[20_000];
      new Random(i).nextBytes(expected);
      assertThat(collectors.get(i).bytes.toByteArray()).isEqualTo(expected);
    }
  }

  @Test
  void opensTheFirstProtocolThatThePeerSpeaks() {
    Connection connection = dialer.dial(address, server);

    MuxedStream stream =
        await(connection.open(List.of("/none/1", "/none/2", "/echo/1"), false, new Collector()));

    assertThat(stream.protocol()).isEqualTo("/echo/1");
    assertThat(failure(connection.open(List.of("/none/1"), false, new Collector())))
        .isEqualTo(Reason.NO_COMMON_PROTOCOL);
    until(() -> connection.streams() == 1);
  }

  @Test
  void resetsAStreamOfAPeerThatRefusesWhatItWasKnownToSpeak() {
    Connection connection = dialer.dial(address, server);
    Collector collector = new Collector();

    MuxedStream stream = await(connection.open(List.of("/gone/1"), true, collector));
    stream.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));

    assertThat(await(collector.closed).reason())
        .isIn(Reason.NO_COMMON_PROTOCOL, Reason.BAD_HANDSHAKE, Reason.RESET);
    assertThat(collector.received.get()).isZero();
  }

  @Test
  void tellsTheOtherSideOfAReset() {
    Connection connection = dialer.dial(address, server);
    Collector there = new Collector();
    server.protocols.put("/quiet/1", stream -> there);
    Collector here = new Collector();
    MuxedStream stream = await(connection.open(List.of("/quiet/1"), false, here));
    await(there.opened);

    stream.reset(YamuxCodes.RATE_LIMITED);

    assertThat(await(here.closed).reason()).isEqualTo(Reason.CLOSED);
    TransportException reason = await(there.closed);
    assertThat(reason.reason()).isEqualTo(Reason.RESET);
    assertThat(reason).hasMessageContaining("4099");
    assertThat(failure(stream.send(ByteBuffer.wrap(new byte[1])))).isEqualTo(Reason.CLOSED);
  }

  @Test
  void holdsASenderBackWhileTheReaderPauses() {
    Connection connection = dialer.dial(address, server);
    Collector slow = new Collector();
    server.protocols.put("/slow/1", stream -> slow);
    MuxedStream stream = await(connection.open(List.of("/slow/1"), false, new Collector()));
    MuxedStream reader = await(slow.opened);
    reader.pause();
    byte[] bytes = new byte[2_000_000];
    new Random(2).nextBytes(bytes);

    CompletableFuture<Void> sent = stream.send(ByteBuffer.wrap(bytes)).toCompletableFuture();
    until(() -> server.memory.used() >= 262_144);

    assertThat(sent).isNotDone();
    assertThat(slow.received.get()).isZero();
    assertThat(stream.isWritable()).isFalse();
    assertThat(stream.queuedBytes()).isEqualTo(2_000_000 - 262_144 + PROPOSAL_BYTES);
    reader.resume();
    await(sent);
    until(() -> slow.received.get() == 2_000_000);
    assertThat(Arrays.equals(slow.bytes.toByteArray(), bytes)).isTrue();
    stream.reset(YamuxCodes.NORMAL);
    until(() -> server.memory.used() == 0);
  }

  @Test
  void neverForgetsToWakeAWriterOnAnotherThread() throws InterruptedException {
    Connection connection = dialer.dial(address, server);
    Collector sink = new Collector();
    sink.keeping = false;
    server.protocols.put("/sink/1", stream -> sink);
    Semaphore room = new Semaphore(0);
    MuxedStream stream =
        await(
            connection.open(
                List.of("/sink/1"),
                false,
                new StreamListener() {
                  @Override
                  public void received(MuxedStream it, ByteBuffer bytes) {}

                  @Override
                  public void ended(MuxedStream it) {}

                  @Override
                  public void writable(MuxedStream it) {
                    room.release();
                  }
                }));
    Random random = new Random(3);
    long sent = 0;
    while (sent < 50_000_000) {
      int size = 1 + random.nextInt(300_000);
      room.drainPermits();
      sent += size;
      if (!stream.write(ByteBuffer.wrap(new byte[size]))) {
        assertThat(room.tryAcquire(TestNode.DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
      }
    }
    long all = sent;

    until(() -> sink.received.get() == all);
  }

  @Test
  void keepsTheOwnersTimeoutThroughALazyNegotiation() {
    Connection connection = dialer.dial(address, server);
    Collector collector =
        new Collector() {
          @Override
          public void opened(MuxedStream stream) {
            stream.readTimeout(Duration.ofMillis(200));
          }
        };

    await(connection.open(ECHO, true, collector));

    assertThat(await(collector.closed).reason()).isEqualTo(Reason.TIMEOUT);
  }

  @Test
  void deliversTheEndOnlyAfterWhatAPausedReaderHasNotSeen() {
    Connection connection = dialer.dial(address, server);
    Collector slow = new Collector();
    server.protocols.put("/slow/1", stream -> slow);
    MuxedStream stream = await(connection.open(List.of("/slow/1"), false, new Collector()));
    MuxedStream reader = await(slow.opened);
    reader.pause();
    stream.write(ByteBuffer.wrap(new byte[1000]));
    stream.closeWrite();
    until(() -> server.memory.used() > 0);

    assertThat(slow.ended).isNotDone();
    reader.resume();
    await(slow.ended);

    assertThat(slow.received.get()).isEqualTo(1000);
  }

  @Test
  void refusesSomebodyElseThanExpected() {
    assertThat(failure(dialer.transport.dial(address, Optional.of(dialer.self))))
        .isEqualTo(Reason.WRONG_PEER);
    assertThat(failure(dialer.transport.dial(address.withPeer(dialer.self), Optional.empty())))
        .isEqualTo(Reason.WRONG_PEER);
    until(() -> server.transport.halfOpen() == 0);
  }

  @Test
  void closesTheSocketOfACancelledDial() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Multiaddr where = TestNode.address("/ip4/127.0.0.1/tcp/" + silent.getLocalPort());
      CompletableFuture<Connection> dial =
          dialer.transport.dial(where, Optional.empty()).toCompletableFuture();
      try (Socket accepted = silent.accept()) {
        dial.cancel(false);

        assertThat(accepted.getInputStream().readAllBytes()).hasSizeLessThan(100);
      }
    }
  }

  @Test
  void aTableThatFailsEndsOneStreamOnly() {
    server.protocols.put(
        "/bug/2",
        stream -> {
          throw new IllegalStateException("planted");
        });
    Connection connection = dialer.dial(address, server);
    Collector collector = new Collector();
    await(connection.open(List.of("/bug/2"), true, collector));

    assertThat(await(collector.closed).reason()).isEqualTo(Reason.RESET);
    assertThat(server.bugs).hasSize(1);
    server.bugs.clear();
    await(connection.open(ECHO, false, new Collector()));
  }

  @Test
  void looksNamesUp() {
    int port = address.tcpEndpoint().orElseThrow().port();
    Multiaddr name = TestNode.address("/dns4/localhost/tcp/" + port);

    assertThat(await(dialer.transport.dial(name, Optional.empty())).remote()).isEqualTo(name);
  }

  @Test
  void refusesToTalkToItself() {
    assertThat(failure(server.transport.dial(address, Optional.empty())))
        .isEqualTo(Reason.WRONG_PEER);
  }

  @Test
  void closesAPeerThatTheGateDoesNotWant() {
    server.wanted = peer -> false;

    Connection connection = dialer.dial(address, server);

    assertThat(await(connection.closed()).reason()).isEqualTo(Reason.RESET);
    until(() -> server.refusals.contains(Reason.GATED));
    assertThat(server.connections).isEmpty();
  }

  @Test
  void saysWhyADialFailed() {
    assertThat(failure(dialer.transport.dial(TestNode.address("/dns4/x/udp/1"), Optional.empty())))
        .isEqualTo(Reason.BAD_ADDRESS);
    assertThat(
            failure(
                dialer.transport.dial(TestNode.address("/ip4/127.0.0.1/tcp/1"), Optional.empty())))
        .isEqualTo(Reason.UNREACHABLE);
    assertThat(
            failure(
                dialer.transport.dial(TestNode.address("/dns6/127.0.0.1/tcp/1"), Optional.empty())))
        .isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void closesWithACodeThatTheOtherSideHears() {
    Connection connection = dialer.dial(address, server);
    until(() -> !server.connections.isEmpty());
    Collector collector = new Collector();
    await(connection.open(ECHO, false, collector));

    server.connections.get(0).close(YamuxCodes.SHUTDOWN);

    assertThat(await(connection.closed())).hasMessageContaining("code 4103");
    assertThat(await(collector.closed).reason()).isEqualTo(Reason.RESET);
    assertThat(failure(connection.open(ECHO, false, collector))).isEqualTo(Reason.CLOSED);
  }

  @Test
  void resetsAStreamOnWhichNothingArrivesInTime() {
    Connection connection = dialer.dial(address, server);
    Collector collector = new Collector();
    MuxedStream stream = await(connection.open(ECHO, false, collector));

    stream.readTimeout(Duration.ofMillis(50));

    assertThat(await(collector.closed).reason()).isEqualTo(Reason.TIMEOUT);
  }

  @Test
  void survivesAHandlerThatFails() {
    server.protocols.put(
        "/bug/1",
        stream ->
            new StreamListener() {
              @Override
              public void received(MuxedStream it, ByteBuffer bytes) {
                throw new IllegalStateException("planted");
              }

              @Override
              public void ended(MuxedStream it) {}
            });
    Connection connection = dialer.dial(address, server);
    Collector collector = new Collector();
    MuxedStream stream = await(connection.open(List.of("/bug/1"), false, collector));
    stream.write(ByteBuffer.wrap(new byte[1]));

    assertThat(await(collector.closed).reason()).isEqualTo(Reason.RESET);
    assertThat(server.bugs).hasSize(1);
    server.bugs.clear();
    assertThat(await(connection.open(ECHO, false, new Collector())).protocol())
        .isEqualTo("/echo/1");
  }
}
