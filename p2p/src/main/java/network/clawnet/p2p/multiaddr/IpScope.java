package network.clawnet.p2p.multiaddr;

/**
 * How far an IP address reaches. Source: the IANA registries of special-purpose IPv4 and IPv6
 * addresses.
 */
public enum IpScope {
  /** Stands for every address of this host; never advertised. */
  UNSPECIFIED,
  /** This host. */
  LOOPBACK,
  /** This wire. */
  LINK_LOCAL,
  /** This site or this provider's customers. */
  PRIVATE,
  /** Multicast, documentation, benchmarks, not assigned: no peer has such an address. */
  RESERVED,
  /** Everywhere else. */
  PUBLIC;

  /**
   * Returns the scope of an address.
   *
   * @param ip 4 or 16 bytes; an IPv4 address inside an IPv6 one counts as what it is
   */
  public static IpScope of(byte[] ip) {
    if (ip.length == 4) {
      return of4(ip, 0);
    }
    if (ip.length != 16) {
      throw new IllegalArgumentException("an IP address has 4 or 16 bytes, not " + ip.length);
    }
    return IpText.isMapped(ip) ? of4(ip, 12) : of6(ip);
  }

  private static IpScope of4(byte[] ip, int at) {
    int address =
        (ip[at] & 0xff) << 24
            | (ip[at + 1] & 0xff) << 16
            | (ip[at + 2] & 0xff) << 8
            | (ip[at + 3] & 0xff);
    if (in(address, 0x00000000, 8)) {
      return address == 0 ? UNSPECIFIED : RESERVED;
    }
    if (in(address, 0x7f000000, 8)) {
      return LOOPBACK;
    }
    if (in(address, 0xa9fe0000, 16)) {
      return LINK_LOCAL;
    }
    if (in(address, 0x0a000000, 8)
        || in(address, 0xac100000, 12)
        || in(address, 0xc0a80000, 16)
        || in(address, 0x64400000, 10)) {
      return PRIVATE;
    }
    boolean reserved =
        in(address, 0xe0000000, 3)
            || in(address, 0xc0000000, 24)
            || in(address, 0xc0000200, 24)
            || in(address, 0xc6120000, 15)
            || in(address, 0xc6336400, 24)
            || in(address, 0xcb007100, 24);
    return reserved ? RESERVED : PUBLIC;
  }

  private static IpScope of6(byte[] ip) {
    boolean zero = true;
    for (int i = 0; zero && i < 15; i++) {
      zero = ip[i] == 0;
    }
    if (zero && (ip[15] & 0xff) <= 1) {
      return ip[15] == 0 ? UNSPECIFIED : LOOPBACK;
    }
    int head = (ip[0] & 0xff) << 8 | (ip[1] & 0xff);
    if ((head & 0xffc0) == 0xfe80) {
      return LINK_LOCAL;
    }
    if ((head & 0xfe00) == 0xfc00) {
      return PRIVATE;
    }
    boolean documentation = head == 0x2001 && (ip[2] & 0xff) == 0x0d && (ip[3] & 0xff) == 0xb8;
    boolean translated = head == 0x0064 && (ip[2] & 0xff) == 0xff && (ip[3] & 0xff) == 0x9b;
    boolean global = (head & 0xe000) == 0x2000 || translated;
    return documentation || !global ? RESERVED : PUBLIC;
  }

  private static boolean in(int address, int network, int bits) {
    return (address ^ network) >>> (32 - bits) == 0;
  }
}
