package network.clawnet.p2p.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import network.clawnet.p2p.host.Host;
import network.clawnet.p2p.mux.YamuxLimits;
import network.clawnet.p2p.peer.HostKey;
import network.clawnet.p2p.testing.Awaiting;
import network.clawnet.p2p.transport.tcp.RawPeer;
import org.junit.jupiter.api.Test;

/** Sockets that go nowhere, and peers that break the rules of the connection. */
final class WireAttackIT {
  private static final byte[] GOODBYE = RawPeer.header(3, 0, 0, 1);

  /** Between two blows of those who do not need to be fast. */
  private static final long PACE_NANOS = 5_000_000;

  private int knocks;

  @Test
  void handshakesThatDripAreGivenUpInTime() throws IOException {
    try (Scene scene = new Scene();
        HeldSockets sockets = new HeldSockets(scene.victim.address(), 90)) {
      Siege.run(
          scene,
          "slow handshakes, 90 at a time",
          "10 s for all of it: `handshake.timeout`",
          () -> {
            sockets.drip();
            LockSupport.parkNanos(PACE_NANOS);
          });

      Awaiting.until("given up", () -> scene.counted("handshake.timeout") >= 90);
    }
  }

  @Test
  void thousandsOfHalfOpenSocketsDoNotCloseTheDoor() throws IOException {
    try (Scene scene = new Scene();
        HeldSockets sockets = new HeldSockets(scene.victim.address(), 2_000)) {
      sockets.open(2_000);
      long blows =
          Siege.run(
              scene,
              "2 000 half-open sockets, 20 new ones every 5 ms",
              "the oldest beyond 96: `handshake.limit`",
              () -> {
                sockets.open(20);
                LockSupport.parkNanos(PACE_NANOS);
              });

      Host late = scene.stranger();
      Scene.connect(late, scene.victim.host());
      assertThat(blows).isPositive();
      Awaiting.until("given up", () -> scene.counted("handshake.limit") >= 1_900);
    }
  }

  @Test
  void whoSendsBeyondItsWindowIsSentAway() {
    try (Scene scene = new Scene()) {
      long blows =
          Siege.run(
              scene,
              "window overrun by ever new peers",
              "GoAway at once: `fault.wire-window-overrun`",
              () -> overrun(scene, RawPeer.randomKey()));

      Awaiting.until("counted", () -> scene.counted("fault.wire-window-overrun") == blows);
    }
  }

  private static void overrun(Scene scene, HostKey key) throws IOException {
    Socket socket = RawPeer.open(scene.victim.address());
    try (RawPeer peer = new RawPeer(socket, key)) {
      peer.send(RawPeer.header(0, RawPeer.SYN, 1, YamuxLimits.INITIAL_WINDOW_BYTES + 1));
      assertThat(peer.lastHeader()).isEqualTo(GOODBYE);
    }
  }

  @Test
  void whoComesBackToDoItAgainIsNotLetIn() throws IOException {
    try (Scene scene = new Scene()) {
      HostKey key = RawPeer.randomKey();
      for (int i = 1; i <= 4; i++) {
        overrun(scene, key);
        int times = i;
        Awaiting.until("counted", () -> scene.counted("fault.wire-window-overrun") == times);
      }

      Socket socket = RawPeer.open(scene.victim.address());
      try (RawPeer peer = new RawPeer(socket, key)) {
        assertThat(peer.lastHeader()).isEmpty();
      }
      Awaiting.until("refused", () -> scene.counted("refusal.banned") == 1);
    }
  }

  @Test
  void whoOpensStreamsWithoutEndIsSentAway() {
    try (Scene scene = new Scene()) {
      long blows =
          Siege.run(
              scene,
              "stream flood by ever new peers",
              "512 open, 1 000 refused at once: `fault.wire-stream-flood`",
              () -> flood(scene));

      Awaiting.until("counted", () -> scene.counted("fault.wire-stream-flood") == blows);
    }
  }

  private static void flood(Scene scene) throws IOException {
    try (RawPeer peer = new RawPeer(scene.victim.address())) {
      ByteArrayOutputStream frames = new ByteArrayOutputStream();
      for (int id = 1; id < 2 * 3_000; id += 2) {
        frames.writeBytes(RawPeer.header(1, RawPeer.SYN, id, 0));
      }
      peer.send(frames.toByteArray());
      assertThat(peer.lastHeader()).isNotEmpty(); // to the end of the connection
    }
  }

  @Test
  void sybilsOfOneNetworkGetAFewPlaces() throws IOException {
    List<RawPeer> inside = new ArrayList<>();
    try (Scene scene = new Scene(Disguise::new)) {
      Siege.run(
          scene,
          "sybils, 250 addresses of one /24",
          "64 connections of a /24: `refusal.network-full`",
          () -> knock(scene, inside));

      Awaiting.until("full", () -> knockedInVain(scene, inside));
      assertThat(inside).hasSizeLessThanOrEqualTo(64);
      Scene.connect(scene.stranger(), scene.victim.host());
    } finally {
      for (RawPeer sybil : inside) {
        sybil.close();
      }
    }
  }

  private boolean knockedInVain(Scene scene, List<RawPeer> inside) {
    try {
      knock(scene, inside);
      return scene.counted("refusal.network-full") > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void knock(Scene scene, List<RawPeer> inside) throws IOException {
    byte[] ip = {127, 66, 6, (byte) (1 + knocks++ % 250)};
    Socket socket =
        RawPeer.open(
            scene.victim.address(), new InetSocketAddress(InetAddress.getByAddress(ip), 0));
    try {
      inside.add(new RawPeer(socket, RawPeer.randomKey()));
    } catch (IOException e) {
      socket.close(); // not let in
    }
  }
}
