package network.clawnet.p2p.transport.tcp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static network.clawnet.p2p.transport.tcp.TestNode.await;
import static network.clawnet.p2p.transport.tcp.TestNode.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.mux.YamuxLimits;
import network.clawnet.p2p.transport.Connection;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.TransportException;
import network.clawnet.p2p.transport.TransportException.Reason;
import network.clawnet.p2p.transport.TransportLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that stall, flood and lie over real sockets, while an honest one is connected. */
final class AttackTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final TransportLimits LIMITS =
      new TransportLimits(Duration.ofSeconds(10), SHORT, SHORT, SHORT, 100);
  private static final byte[] GOODBYE = RawPeer.header(3, 0, 0, 1);

  private final TestNode server = new TestNode(LIMITS, YamuxLimits.DEFAULT, 1);
  private final TestNode honest = new TestNode();
  private final Multiaddr address = server.listen();
  private final Connection good = connect();

  private Connection connect() {
    server.protocols.put("/echo/1", stream -> new Echo());
    Connection connection = honest.dial(address, server);
    until(() -> server.connections.size() == 1);
    return connection;
  }

  @AfterEach
  void theHonestPeerNoticedNothing() {
    Collector collector = new Collector();
    MuxedStream stream = await(good.open(List.of("/echo/1"), false, collector));
    stream.write(ByteBuffer.wrap(new byte[100_000]));
    stream.closeWrite();
    await(collector.ended);
    assertThat(collector.received.get()).isEqualTo(100_000);
    assertThat(server.bugs).isEmpty();
    server.close();
    honest.close();
    assertThat(server.memory.used()).isZero();
  }

  /** Where a peer stops. */
  enum Stop {
    AT_ONCE(""),
    IN_THE_FIRST_LENGTH("\u0013/multi"),
    AFTER_THE_HEADER("\u0013/multistream/1.0.0\n"),
    BEFORE_NOISE("\u0013/multistream/1.0.0\n\u0007/noise\n"),
    IN_NOISE("\u0013/multistream/1.0.0\n\u0007/noise\n\0 abc");

    private final String said;

    Stop(String said) {
      this.said = said;
    }

    byte[] said() {
      return said.getBytes(US_ASCII);
    }
  }

  @ParameterizedTest
  @EnumSource
  void cutsOffAHandshakeThatStops(Stop stop) throws IOException {
    try (Socket socket = RawPeer.open(address)) {
      socket.getOutputStream().write(stop.said());
      readToTheEnd(socket);

      until(() -> server.refusals.contains(Reason.TIMEOUT));
      until(() -> server.transport.halfOpen() == 0);
    }
  }

  private static void readToTheEnd(Socket socket) throws IOException {
    byte[] buffer = new byte[1000];
    int read = 0;
    while (read >= 0) {
      read = socket.getInputStream().read(buffer);
    }
  }

  @Test
  void cutsOffAPeerThatIsProvedButNeverAgreesOnAMuxer() throws IOException {
    try (RawPeer peer = new RawPeer(address, List.of())) {
      assertThat(peer.read()).isEmpty();

      until(() -> server.refusals.contains(Reason.TIMEOUT));
    }
  }

  @Test
  void cutsOffAHandshakeThatDripsForEver() throws IOException {
    try (Socket socket = RawPeer.open(address)) {
      byte[] drip = Stop.AFTER_THE_HEADER.said();
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      for (int i = 0; server.refusals.isEmpty() && System.nanoTime() < end; i++) {
        try {
          socket.getOutputStream().write(drip[i % drip.length]);
        } catch (IOException e) {
          break; // closed at last
        }
        java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
      }

      until(() -> !server.refusals.isEmpty());
      assertThat(server.refusals.get(0)).isIn(Reason.TIMEOUT, Reason.BAD_HANDSHAKE);
    }
  }

  @Test
  void keepsItsDoorOpenToHonestPeersUnderThousandsOfHalfOpenSockets() throws IOException {
    List<Socket> sockets = new ArrayList<>();
    long before = heap();
    try {
      for (int i = 0; i < 2000; i++) {
        sockets.add(RawPeer.open(address));
        if (i % 500 == 499) {
          try (TestNode late = new TestNode()) {
            assertThat(late.dial(address, server).peer()).isEqualTo(server.self);
          }
        }
        assertThat(server.transport.halfOpen()).isLessThanOrEqualTo(101);
      }
      long grown = heap() - before;
      System.out.printf("PERF 2000 half-open sockets: heap %+d KiB%n", grown >> 10);
      assertThat(grown).isLessThan(16 << 20);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    until(() -> server.transport.halfOpen() == 0);
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void saysGoodbyeToAPeerThatOverrunsItsWindow() throws IOException {
    server.protocols.put("/stuck/1", stream -> new Collector());
    try (RawPeer peer = new RawPeer(address)) {
      peer.send(RawPeer.header(0, RawPeer.SYN, 1, YamuxLimits.INITIAL_WINDOW_BYTES + 1));

      assertThat(peer.lastHeader()).isEqualTo(GOODBYE);
    }
    assertThat(end()).hasMessage("WINDOW_OVERRUN");
  }

  private TransportException end() {
    until(() -> server.connections.size() == 2);
    TransportException end = await(server.connections.get(1).closed());
    assertThat(end.reason()).isIn(Reason.VIOLATION, Reason.TIMEOUT);
    return end;
  }

  @Test
  void saysGoodbyeToAPeerThatOpensStreamsWithoutEnd() throws IOException {
    try (RawPeer peer = new RawPeer(address)) {
      int id = 1;
      for (int i = 0; i < 10; i++) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int j = 0; j < 300; j++, id += 2) {
          frames.writeBytes(RawPeer.header(1, RawPeer.SYN, id, 0));
        }
        try {
          peer.send(frames.toByteArray());
        } catch (IOException e) {
          break; // closed at last
        }
      }

      until(() -> server.connections.size() == 2);
      assertThat(end()).hasMessage("STREAM_FLOOD");
      assertThat(server.connections.get(1).streams()).isZero();
    }
  }

  @Test
  void resetsStreamsThatNegotiateForEver() throws IOException {
    try (RawPeer peer = new RawPeer(address)) {
      byte[] proposal = "\u0013/multistream/1.0.0\n".getBytes(US_ASCII);
      ByteArrayOutputStream frames = new ByteArrayOutputStream();
      for (int id = 1; id < 200; id += 2) {
        frames.writeBytes(RawPeer.header(0, RawPeer.SYN, id, proposal.length));
        frames.writeBytes(proposal);
      }
      peer.send(frames.toByteArray());
      until(() -> server.connections.size() == 2);
      until(() -> server.connections.get(1).traffic().bytesIn() == 100L * proposal.length);

      until(() -> server.connections.get(1).streams() == 0);
    }
  }

  /** What a peer sends without end. */
  enum Endless {
    PING(2, RawPeer.SYN, 0),
    UNASKED_PONG(2, 2, 0),
    OPEN_AND_RESET(1, RawPeer.SYN | 8, 1);

    private final int type;
    private final int flags;
    private final int id;

    Endless(int type, int flags, int id) {
      this.type = type;
      this.flags = flags;
      this.id = id;
    }

    byte[] frame() {
      return RawPeer.header(type, flags, id, 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysGoodbyeToAPeerThatFloods(Endless flood) throws IOException {
    try (RawPeer peer = new RawPeer(address)) {
      byte[] frames = new byte[12 * 5000];
      for (int at = 0; at < frames.length; at += 12) {
        System.arraycopy(flood.frame(), 0, frames, at, 12);
      }
      peer.send(frames);

      assertThat(peer.lastHeader()).isEqualTo(GOODBYE);
    }
    assertThat(end().getMessage()).endsWith("_FLOOD");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void closesAConnectionWhoseFramesAreNotAuthentic(boolean tooShort) throws IOException {
    try (RawPeer peer = new RawPeer(address)) {
      byte[] frame = peer.seal(RawPeer.header(2, RawPeer.SYN, 0, 0));
      frame[5] ^= 1;
      peer.sendBare(tooShort ? new byte[2] : frame);

      assertThat(peer.lastHeader()).isEqualTo(GOODBYE);
    }
    assertThat(end()).hasMessageContaining("not authentic");
  }

  @Test
  void closesAPeerThatTakesNoBytes() throws Exception {
    server.protocols.put("/flood/1", stream -> new Collector());
    try (RawPeer peer = new RawPeer(address)) {
      until(() -> server.connections.size() == 2);
      Connection stuck = server.connections.get(1);
      Collector collector = new Collector();
      var unused =
          stuck
              .open(List.of("/flood/1"), true, collector)
              .thenAccept(it -> it.write(ByteBuffer.wrap(new byte[16 << 20])));
      peer.send(RawPeer.header(1, 0, 2, 100 << 20)); // credit without end

      assertThat(await(stuck.closed()).reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(await(collector.closed).reason()).isEqualTo(Reason.TIMEOUT);
    }
  }

  @Test
  void takesAConnectionByteByByteWithAndWithoutTheMuxerInTheHandshake() throws Exception {
    Multiaddr patient = honest.listen(); // the attacked one would not wait so long
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Future<byte[]>> answers = new ArrayList<>();
    for (List<String> muxers : List.of(List.of("/yamux/1.0.0"), List.<String>of())) {
      answers.add(threads.submit(() -> pingByteByByte(patient, muxers)));
    }
    for (Future<byte[]> answer : answers) {
      assertThat(answer.get()).isEqualTo(RawPeer.header(2, 2, 0, 77));
    }
    threads.shutdown();
  }

  private static byte[] pingByteByByte(Multiaddr patient, List<String> muxers) throws IOException {
    try (RawPeer peer = new RawPeer(patient, muxers)) {
      byte[] proposal = "\u0013/multistream/1.0.0\n\r/yamux/1.0.0\n".getBytes(US_ASCII);
      byte[] first = muxers.isEmpty() ? peer.seal(proposal) : new byte[0];
      byte[] ping = join(first, peer.seal(RawPeer.header(2, RawPeer.SYN, 0, 77)));
      for (byte one : ping) {
        peer.sendBare(new byte[] {one});
      }
      while (true) {
        byte[] plain = peer.read().orElseThrow();
        for (int at = 0; at + 12 <= plain.length; at++) {
          byte[] header = Arrays.copyOfRange(plain, at, at + 12);
          if (header[1] == 2 && header[3] == 2) {
            return header;
          }
        }
      }
    }
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
