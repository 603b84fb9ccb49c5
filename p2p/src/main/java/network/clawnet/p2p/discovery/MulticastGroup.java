package network.clawnet.p2p.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One socket in the group of one IP family, on every interface that can do multicast. Shares its
 * port with other programs. One thread.
 */
final class MulticastGroup implements AutoCloseable {
  private static final int IP_TTL = 255; // RFC 6762, section 11

  private final ProtocolFamily family;
  private final InetSocketAddress group;
  private final DatagramChannel channel;
  private final boolean loopback;
  private final Map<NetworkInterface, MembershipKey> joined = new HashMap<>();
  private final ByteBuffer in = ByteBuffer.allocate(DnsReader.MAX_PACKET_BYTES + 1);

  private MulticastGroup(
      ProtocolFamily family, InetSocketAddress group, DatagramChannel channel, boolean loopback) {
    this.family = family;
    this.group = group;
    this.channel = channel;
    this.loopback = loopback;
  }

  /** Opens the group 224.0.0.251 or ff02::fb. */
  static MulticastGroup open(ProtocolFamily family, int port, boolean loopback) throws IOException {
    boolean four = family == StandardProtocolFamily.INET;
    InetAddress address = InetAddress.getByName(four ? "224.0.0.251" : "ff02::fb");
    InetAddress any = InetAddress.getByName(four ? "0.0.0.0" : "::");
    DatagramChannel channel = DatagramChannel.open(family);
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      if (channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, IP_TTL);
      channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true); // nodes of this host
      channel.bind(new InetSocketAddress(any, port));
      channel.configureBlocking(false);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return new MulticastGroup(family, new InetSocketAddress(address, port), channel, loopback);
  }

  void register(Selector selector) throws ClosedChannelException {
    channel.register(selector, SelectionKey.OP_READ);
  }

  /** Joins on interfaces that came up and forgets those that went; true if any came up. */
  boolean joinAll() throws SocketException {
    Set<NetworkInterface> present = new HashSet<>();
    boolean news = false;
    for (NetworkInterface candidate : NetworkInterface.networkInterfaces().toList()) {
      if (isUsable(candidate)) {
        present.add(candidate);
        news |= !joined.containsKey(candidate) && join(candidate);
      }
    }
    for (NetworkInterface old : List.copyOf(joined.keySet())) {
      if (!present.contains(old)) {
        leave(old);
      }
    }
    return news;
  }

  private boolean isUsable(NetworkInterface candidate) throws SocketException {
    try {
      return candidate.isUp()
          && candidate.supportsMulticast()
          && !candidate.isPointToPoint()
          && (loopback || !candidate.isLoopback())
          && candidate.inetAddresses().anyMatch(this::isOurFamily);
    } catch (SocketException e) {
      return false; // it went away while we looked
    }
  }

  private boolean isOurFamily(InetAddress address) {
    return (address.getAddress().length == 4) == (family == StandardProtocolFamily.INET);
  }

  private boolean join(NetworkInterface candidate) {
    try {
      joined.put(candidate, channel.join(group.getAddress(), candidate));
      return true;
    } catch (IOException e) {
      return false; // tried again at the next look
    }
  }

  private void leave(NetworkInterface old) {
    MembershipKey key = joined.remove(old);
    if (key != null && key.isValid()) {
      key.drop();
    }
  }

  /** Sends on every interface; one that fails does not keep the others from sending. */
  void send(byte[] packet) {
    for (NetworkInterface each : joined.keySet()) {
      try {
        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, each);
        channel.send(ByteBuffer.wrap(packet), group);
      } catch (IOException e) {
        // asked again soon anyway
      }
    }
  }

  /** Returns the next packet that came from this wire, if one is there. */
  Optional<byte[]> receive() throws IOException {
    while (true) {
      in.clear();
      if (!(channel.receive(in) instanceof InetSocketAddress from)) {
        return Optional.empty();
      }
      if (from.getPort() == group.getPort() && isOnLink(from.getAddress())) {
        byte[] packet = new byte[in.flip().remaining()];
        in.get(packet);
        return Optional.of(packet);
      }
    }
  }

  /** The port is open to everybody, the protocol only to neighbours: RFC 6762, section 11. */
  private boolean isOnLink(InetAddress from) {
    List<InterfaceAddress> ours = new ArrayList<>();
    joined.keySet().forEach(each -> ours.addAll(each.getInterfaceAddresses()));
    return from.isLinkLocalAddress() || ours.stream().anyMatch(it -> isWithin(from, it));
  }

  static boolean isWithin(InetAddress address, InterfaceAddress network) {
    byte[] a = address.getAddress();
    byte[] b = network.getAddress().getAddress();
    int bits = network.getNetworkPrefixLength();
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >>> (i % 8);
      if (((a[i / 8] ^ b[i / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
