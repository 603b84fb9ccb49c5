package network.clawnet.p2p.multiaddr;

/**
 * Where to connect to over TCP.
 *
 * @param family IP4 or IP6 for a number, DNS, DNS4 or DNS6 for a name to look up
 * @param host number or name; an IPv6 number may end in {@code %zone}
 * @param port 0 to 65535; 0 lets a listener choose
 */
public record TcpEndpoint(Protocol family, String host, int port) {
  /** Returns whether the host is a name that must be looked up. */
  public boolean isName() {
    return family != Protocol.IP4 && family != Protocol.IP6;
  }
}
