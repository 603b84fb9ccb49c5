package network.clawnet.p2p.transport.tcp;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.multiaddr.TcpEndpoint;
import network.clawnet.p2p.transport.Connection;
import network.clawnet.p2p.transport.ConnectionGate;
import network.clawnet.p2p.transport.Direction;
import network.clawnet.p2p.transport.Listener;
import network.clawnet.p2p.transport.ProtocolTable;
import network.clawnet.p2p.transport.Transport;
import network.clawnet.p2p.transport.TransportException;
import network.clawnet.p2p.transport.TransportException.Reason;
import network.clawnet.p2p.transport.TransportSettings;
import network.clawnet.p2p.transport.link.Upgrader;

/**
 * Connections over TCP: {@code /ip4|ip6|dns|dns4|dns6/…/tcp/…}, secured by Noise, streams by yamux.
 * Its network threads run all connections and everything that is called back.
 */
public final class TcpTransport implements Transport {
  /** Bytes that may wait in front of a socket before no more are sealed. */
  private static final WriteBufferWaterMark SOCKET_QUEUE =
      new WriteBufferWaterMark(64 << 10, 256 << 10);

  /** Connections that the system may hold for us before we accept them. */
  private static final int BACKLOG = 1024;

  private final TransportSettings settings;
  private final ConnectionGate gate;
  private final Upgrader upgrader;
  private final Resolver resolver = new Resolver();
  private final EventLoopGroup threads;
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private final HalfOpen halfOpen;

  /** Starts the network threads; {@link #close} ends them. */
  public TcpTransport(TransportSettings settings, ConnectionGate gate, ProtocolTable protocols) {
    this.settings = settings;
    this.gate = gate;
    halfOpen = new HalfOpen(settings.limits().halfOpen());
    upgrader = new Upgrader(settings, gate, protocols);
    threads =
        new MultiThreadIoEventLoopGroup(
            settings.threads(),
            new DefaultThreadFactory("p2p-net", true),
            NioIoHandler.newFactory());
  }

  @Override
  public boolean canDial(Multiaddr address) {
    return address.tcpEndpoint().filter(it -> it.port() > 0).isPresent();
  }

  @Override
  public CompletionStage<Connection> dial(Multiaddr address, Optional<PeerId> expected) {
    CompletableFuture<Connection> dialed = new CompletableFuture<>();
    Optional<TcpEndpoint> endpoint = address.tcpEndpoint().filter(it -> it.port() > 0);
    Optional<PeerId> peer = expected.or(address::peerId);
    resolve(
        address, endpoint, dialed, socket -> connect(socket, address.withoutPeer(), peer, dialed));
    return dialed;
  }

  /** Goes on with the socket of an address, or ends what waits for it. */
  private void resolve(
      Multiaddr address,
      Optional<TcpEndpoint> endpoint,
      CompletableFuture<?> waiting,
      Consumer<InetSocketAddress> next) {
    if (endpoint.isEmpty()) {
      waiting.completeExceptionally(
          new TransportException(Reason.BAD_ADDRESS, "not a TCP address: " + address));
      return;
    }
    var unused =
        resolver
            .resolve(endpoint.get())
            .whenComplete(
                (socket, fault) -> {
                  if (fault != null) {
                    waiting.completeExceptionally(
                        new TransportException(Reason.UNREACHABLE, "no address for " + address));
                  } else {
                    next.accept(socket);
                  }
                });
  }

  private void connect(
      InetSocketAddress remote,
      Multiaddr address,
      Optional<PeerId> expected,
      CompletableFuture<Connection> dialed) {
    Upgrader.Socket socket =
        new Upgrader.Socket(
            Direction.OUTBOUND, address, expected, dialed::complete, dialed::completeExceptionally);
    ChannelFuture connecting = bootstrap(socket).connect(remote);
    Channel channel = connecting.channel();
    var unused =
        connecting.addListener(
            done -> {
              if (!done.isSuccess()) {
                dialed.completeExceptionally(
                    new TransportException(Reason.UNREACHABLE, "" + done.cause()));
              }
            });
    var unusedToo =
        dialed.whenComplete(
            (connection, fault) -> {
              if (fault != null) {
                var unusedClose = channel.close();
              }
            });
  }

  private Bootstrap bootstrap(Upgrader.Socket socket) {
    return new Bootstrap()
        .group(threads)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, SOCKET_QUEUE)
        .option(ChannelOption.RECVBUF_ALLOCATOR, reads())
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.limits().dial().toMillis())
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channels.add(channel);
                upgrader.upgrade(channel, socket);
              }
            });
  }

  /** Large reads under load, since each costs a call and cuts a frame; small ones when idle. */
  private static AdaptiveRecvByteBufAllocator reads() {
    return new AdaptiveRecvByteBufAllocator(512, 2048, 256 << 10);
  }

  @Override
  public CompletionStage<Listener> listen(Multiaddr address) {
    CompletableFuture<Listener> listening = new CompletableFuture<>();
    resolve(address, address.tcpEndpoint(), listening, socket -> bind(socket, listening));
    return listening;
  }

  private void bind(InetSocketAddress local, CompletableFuture<Listener> listening) {
    ServerBootstrap server =
        new ServerBootstrap()
            .group(threads)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, SOCKET_QUEUE)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, reads())
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accept(channel);
                  }
                });
    var unused =
        server
            .bind(local)
            .addListener(
                (ChannelFuture bound) -> {
                  if (bound.isSuccess()) {
                    channels.add(bound.channel());
                    listening.complete(new TcpListener(bound.channel()));
                  } else {
                    listening.completeExceptionally(
                        new TransportException(Reason.UNREACHABLE, "" + bound.cause()));
                  }
                });
  }

  private void accept(SocketChannel channel) {
    InetSocketAddress remote = channel.remoteAddress();
    if (remote == null || !gate.admits(remote)) {
      var unused = channel.close();
      if (remote != null) {
        gate.refused(remote, Reason.GATED);
      }
      return;
    }
    channels.add(channel);
    long number = halfOpen.add(channel);
    Upgrader.Socket socket =
        new Upgrader.Socket(
            Direction.INBOUND,
            Upgrader.address(remote),
            Optional.empty(),
            connection -> halfOpen.remove(number),
            fault -> {
              halfOpen.remove(number);
              gate.refused(remote, fault.reason());
            });
    upgrader.upgrade(channel, socket);
  }

  /** Returns how many accepted sockets are not yet connections. */
  public int halfOpen() {
    return halfOpen.size();
  }

  @Override
  public void close() {
    resolver.close();
    var unusedClose = channels.close();
    var unusedStop = threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
