package network.clawnet.p2p.transport.tcp;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.transport.Listener;
import network.clawnet.p2p.transport.link.Upgrader;

/** A bound TCP port. */
final class TcpListener implements Listener {
  private final Channel channel;
  private final Multiaddr address;

  TcpListener(Channel channel) {
    this.channel = channel;
    address = Upgrader.address((InetSocketAddress) channel.localAddress());
  }

  @Override
  public Multiaddr address() {
    return address;
  }

  @Override
  public void close() {
    var unused = channel.close();
  }
}
