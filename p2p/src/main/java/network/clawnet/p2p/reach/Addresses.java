package network.clawnet.p2p.reach;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.clawnet.p2p.multiaddr.IpScope;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.multiaddr.TcpEndpoint;

/** What addresses mean to a host: which are its own, which may be believed. */
public final class Addresses {
  private static final int IPV4_BYTES = 4;

  private Addresses() {}

  /**
   * Returns the addresses to tell others, for those listened on: the wildcard spelt out, link-local
   * ones left out, each once.
   */
  public static List<Multiaddr> spellOut(List<Multiaddr> listening) {
    Set<Multiaddr> out = new LinkedHashSet<>();
    for (Multiaddr address : listening) {
      Optional<TcpEndpoint> endpoint = address.tcpEndpoint();
      if (address.isUnspecified() && endpoint.isPresent()) {
        // a socket on the IPv6 wildcard takes IPv4 connections too
        boolean fourOnly = address.ip().filter(ip -> ip.length == IPV4_BYTES).isPresent();
        for (InetAddress ip : interfaces(fourOnly)) {
          out.add(Multiaddr.tcp(ip, endpoint.get().port()));
        }
      } else {
        out.add(address);
      }
    }
    return new ArrayList<>(out);
  }

  private static List<InetAddress> interfaces(boolean fourOnly) {
    List<InetAddress> out = new ArrayList<>();
    try {
      for (NetworkInterface it : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (it.isUp()) {
          Collections.list(it.getInetAddresses()).stream()
              .filter(ip -> !fourOnly || ip.getAddress().length == IPV4_BYTES)
              .filter(ip -> !ip.isLinkLocalAddress())
              .forEach(out::add);
        }
      }
    } catch (SocketException e) {
      return List.of(); // the system does not tell; an operator can announce
    }
    return out;
  }

  /** Returns what may be told over a connection: loopback only over loopback. */
  public static List<Multiaddr> tellable(List<Multiaddr> own, Multiaddr remote) {
    return own.stream().filter(it -> !it.isLoopback() || remote.isLoopback()).toList();
  }

  /**
   * Returns what may be believed of a peer's claims: no address that nobody can have, loopback only
   * from loopback, and private ones only from a peer that is not public itself, so that nobody
   * makes us knock at doors inside our own network.
   */
  public static List<Multiaddr> believable(List<Multiaddr> told, Multiaddr remote) {
    IpScope from = remote.scope().orElse(IpScope.PUBLIC);
    return told.stream()
        .filter(it -> it.tcpEndpoint().filter(end -> end.port() != 0).isPresent())
        .filter(it -> fits(it.scope().orElse(IpScope.PUBLIC), from))
        .toList();
  }

  private static boolean fits(IpScope scope, IpScope from) {
    return switch (scope) {
      case UNSPECIFIED -> false;
      case LOOPBACK -> from == IpScope.LOOPBACK;
      case LINK_LOCAL, PRIVATE -> from != IpScope.PUBLIC;
      case RESERVED, PUBLIC -> true;
    };
  }
}
