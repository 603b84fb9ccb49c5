package network.clawnet.p2p.guard;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * The first bits of an IP address, by which addresses of one owner are recognised.
 *
 * @param hex the bits in hex, the rest zero
 * @param bits how many
 */
record IpPrefix(String hex, int bits) {
  private static final int HOST_4 = 32;
  private static final int HOST_6 = 64;
  private static final int NETWORK_4 = 24;
  private static final int NETWORK_6 = 48;

  /** Returns what one machine has: an IPv4 address, or an IPv6 /64. */
  static IpPrefix host(InetAddress ip) {
    return of(ip, ip instanceof Inet4Address ? HOST_4 : HOST_6);
  }

  /** Returns what one owner is likely to have: an IPv4 /24, or an IPv6 /48. */
  static IpPrefix network(InetAddress ip) {
    return of(ip, ip instanceof Inet4Address ? NETWORK_4 : NETWORK_6);
  }

  private static IpPrefix of(InetAddress ip, int bits) {
    byte[] address = ip.getAddress();
    return new IpPrefix(HexFormat.of().formatHex(address, 0, bits / Byte.SIZE), bits);
  }
}
