package network.clawnet.p2p.attack;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.transport.Connection;
import network.clawnet.p2p.transport.ConnectionGate;
import network.clawnet.p2p.transport.Direction;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.StreamListener;
import network.clawnet.p2p.transport.Traffic;
import network.clawnet.p2p.transport.TransportException;

/**
 * Lets a host take who comes from 127.x.y.z, x not 0, for a stranger from 66.x.y.z of the Internet:
 * sockets are real, and one machine has thousands of addresses.
 */
record Disguise(ConnectionGate gate) implements ConnectionGate {
  private static final byte LOOPBACK = 127;
  private static final byte INTERNET = 66;

  private static InetSocketAddress seen(InetSocketAddress remote) {
    byte[] ip = remote.getAddress().getAddress();
    if (ip.length != 4 || ip[0] != LOOPBACK || ip[1] == 0) {
      return remote;
    }
    ip[0] = INTERNET;
    try {
      return new InetSocketAddress(InetAddress.getByAddress(ip), remote.getPort());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 bytes are an address", e);
    }
  }

  @Override
  public boolean admits(InetSocketAddress remote) {
    return gate.admits(seen(remote));
  }

  @Override
  public boolean admits(PeerId peer, InetSocketAddress remote, Direction direction) {
    return gate.admits(peer, seen(remote), direction);
  }

  @Override
  public void connected(Connection connection) {
    boolean stranger = connection.direction() == Direction.INBOUND;
    gate.connected(stranger ? new Stranger(connection) : connection);
  }

  @Override
  public void refused(InetSocketAddress remote, TransportException.Reason reason) {
    gate.refused(seen(remote), reason);
  }

  @Override
  public void failed(Throwable bug) {
    gate.failed(bug);
  }

  /** A connection whose other end is elsewhere than it is. */
  private record Stranger(Connection connection) implements Connection {
    @Override
    public PeerId peer() {
      return connection.peer();
    }

    @Override
    public Direction direction() {
      return connection.direction();
    }

    @Override
    public Multiaddr remote() {
      InetSocketAddress socket = remoteSocket();
      return Multiaddr.tcp(socket.getAddress(), socket.getPort());
    }

    @Override
    public Multiaddr local() {
      return connection.local();
    }

    @Override
    public InetSocketAddress remoteSocket() {
      return seen(connection.remoteSocket());
    }

    @Override
    public CompletionStage<MuxedStream> open(
        List<String> protocols, boolean known, StreamListener listener) {
      return connection.open(protocols, known, listener);
    }

    @Override
    public long rttMicros() {
      return connection.rttMicros();
    }

    @Override
    public Traffic traffic() {
      return connection.traffic();
    }

    @Override
    public int streams() {
      return connection.streams();
    }

    @Override
    public void close(long code) {
      connection.close(code);
    }

    @Override
    public CompletionStage<TransportException> closed() {
      return connection.closed();
    }
  }
}
