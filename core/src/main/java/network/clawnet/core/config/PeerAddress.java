package network.clawnet.core.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import network.clawnet.core.codec.Base58;
import network.clawnet.core.codec.DecodeException;

/**
 * The address of a node as a multiaddress over TCP.
 *
 * @param protocol {@code ip4}, {@code ip6}, {@code dns}, {@code dns4} or {@code dns6}
 * @param host the IP address or name
 * @param port TCP port, 1 to 65535
 * @param peerId the peer's id in base58, if the address names one
 */
public record PeerAddress(String protocol, String host, int port, Optional<String> peerId) {
  private static final List<String> PROTOCOLS = List.of("ip4", "ip6", "dns", "dns4", "dns6");
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]{2,39}");
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,253}$)[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*");

  /** Returns the address in its usual form. */
  public String text() {
    String base = "/" + protocol + "/" + host + "/tcp/" + port;
    return peerId.map(id -> base + "/p2p/" + id).orElse(base);
  }

  /**
   * Returns the address that {@code text} says; a name behind {@code /ip4} is read as {@code
   * /dns4}, because that is how people write it.
   *
   * @throws DecodeException if it is not {@code /ip4|ip6|dns…/HOST/tcp/PORT[/p2p/ID]}
   */
  static PeerAddress parse(String text) throws DecodeException {
    String[] parts = text.split("/", -1);
    boolean shaped = parts.length == 5 || (parts.length == 7 && parts[5].equals("p2p"));
    if (!shaped || !parts[0].isEmpty() || !parts[3].equals("tcp")) {
      throw new DecodeException("expected /ip4/HOST/tcp/PORT/p2p/ID");
    }
    String protocol = hostProtocol(parts[1], parts[2]);
    long port = Values.digits(parts[4]);
    if (port < 1 || port > Values.MAX_PORT) {
      throw new DecodeException("the port must be 1 to 65535");
    }
    Optional<String> peer = Optional.empty();
    if (parts.length == 7) {
      checkPeerId(parts[6]);
      peer = Optional.of(parts[6]);
    }
    return new PeerAddress(protocol, parts[2], (int) port, peer);
  }

  private static String hostProtocol(String protocol, String host) throws DecodeException {
    if (!PROTOCOLS.contains(protocol)) {
      throw new DecodeException("the address must begin with one of " + PROTOCOLS);
    }
    if (protocol.equals("ip4") && IPV4.matcher(host).matches()) {
      return protocol;
    }
    if (protocol.equals("ip6")) {
      if (IPV6.matcher(host).matches()) {
        return protocol;
      }
      throw new DecodeException("'" + host + "' is not an IPv6 address");
    }
    if (!NAME.matcher(host).matches()) {
      throw new DecodeException("'" + host + "' is not a host name");
    }
    return protocol.equals("ip4") ? "dns4" : protocol;
  }

  private static void checkPeerId(String id) throws DecodeException {
    if (!isMultihash(id, 0x12, 32) && !isMultihash(id, 0x00, 36)) {
      throw new DecodeException("'" + id + "' is not a peer id");
    }
  }

  private static boolean isMultihash(String id, int function, int length) {
    try {
      byte[] bytes = Base58.decode(id, 2 + length);
      return bytes[0] == function && bytes[1] == length;
    } catch (DecodeException e) {
      return false;
    }
  }
}
