package network.clawnet.p2p.transport.link;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.mux.Role;
import network.clawnet.p2p.mux.YamuxCodes;
import network.clawnet.p2p.mux.YamuxSession;
import network.clawnet.p2p.security.NoiseCipher;
import network.clawnet.p2p.security.NoiseSession;
import network.clawnet.p2p.transport.Connection;
import network.clawnet.p2p.transport.ConnectionGate;
import network.clawnet.p2p.transport.Direction;
import network.clawnet.p2p.transport.ProtocolTable;
import network.clawnet.p2p.transport.TransportException;
import network.clawnet.p2p.transport.TransportException.Reason;
import network.clawnet.p2p.transport.TransportSettings;

/** Makes connections of sockets, whichever transport they came from. Any thread. */
public final class Upgrader {
  private final TransportSettings settings;
  private final ConnectionGate gate;
  private final ProtocolTable protocols;

  /** One buffer per thread, whatever the number of its connections. */
  private final Map<EventLoop, ByteBuffer> scratches = new ConcurrentHashMap<>();

  /** A socket on its way: who opened it, to whom, and who waits for it. */
  public record Socket(
      Direction direction,
      Multiaddr remote,
      Optional<PeerId> expected,
      Consumer<Connection> made,
      Consumer<TransportException> failed) {}

  public Upgrader(TransportSettings settings, ConnectionGate gate, ProtocolTable protocols) {
    this.settings = settings;
    this.gate = gate;
    this.protocols = protocols;
  }

  /** Starts the upgrade of a socket, on its thread. */
  public void upgrade(Channel channel, Socket socket) {
    Upgrade upgrade =
        new Upgrade(
            socket.direction(),
            settings.identity(),
            socket.expected(),
            settings.entropy(),
            channel.alloc());
    channel
        .pipeline()
        .addLast(new UpgradeHandler(upgrade, new Attempt(socket), settings.limits().upgrade()));
  }

  /** Closes a socket that is not a connection yet, to make room; any thread. */
  public static void giveUp(Channel channel) {
    channel.pipeline().fireUserEventTriggered(UpgradeHandler.Room.NONE);
  }

  private final class Attempt implements UpgradeHandler.Outcome {
    private final Socket socket;
    private @org.jspecify.annotations.Nullable YamuxConnection connection;

    Attempt(Socket socket) {
      this.socket = socket;
    }

    @Override
    public SecureLink secured(ChannelHandlerContext ctx, Upgrade.Step last)
        throws TransportException {
      NoiseSession noise = last.session().orElseThrow();
      Channel channel = ctx.channel();
      InetSocketAddress remote = (InetSocketAddress) channel.remoteAddress();
      check(noise.remotePeer(), remote);
      ByteBuffer scratch =
          scratches.computeIfAbsent(
              channel.eventLoop(), loop -> ByteBuffer.allocateDirect(NoiseCipher.MAX_PLAIN));
      SecureLink link = new SecureLink(channel, noise, scratch, gate::failed);
      Role role = socket.direction == Direction.OUTBOUND ? Role.CLIENT : Role.SERVER;
      YamuxSession session =
          new YamuxSession(role, settings.mux(), settings.memory(), link.nowMicros());
      Endpoint endpoint =
          new Endpoint(
              noise.remotePeer(),
              socket.direction,
              socket.remote,
              address((InetSocketAddress) channel.localAddress()),
              remote);
      connection = new YamuxConnection(endpoint, link, session, protocols, settings.limits());
      link.attach(connection);
      return link;
    }

    private void check(PeerId peer, InetSocketAddress remote) throws TransportException {
      if (peer.equals(settings.self())) {
        throw new TransportException(Reason.WRONG_PEER, "that is ourselves");
      }
      if (!gate.admits(peer, remote, socket.direction)) {
        throw new TransportException(Reason.GATED, "the peer is not wanted");
      }
    }

    @Override
    public void ready(SecureLink link) {
      YamuxConnection made = java.util.Objects.requireNonNull(connection);
      made.started();
      try {
        socket.made.accept(made);
        gate.connected(made);
      } catch (RuntimeException e) {
        gate.failed(e);
        made.close(YamuxCodes.INTERNAL_ERROR);
      }
    }

    @Override
    public void failed(TransportException reason) {
      socket.failed.accept(reason);
    }

    @Override
    public void bug(Throwable fault) {
      gate.failed(fault);
    }
  }

  /** Returns the address of a TCP socket. */
  public static Multiaddr address(InetSocketAddress socket) {
    return Multiaddr.tcp(socket.getAddress(), socket.getPort());
  }
}
