package network.clawnet.p2p.multiaddr;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.wire.Uvarint;

/**
 * A self-describing address such as {@code /ip4/127.0.0.1/tcp/9527/p2p/12D3KooW…}. Immutable; two
 * are equal when their bytes are. {@code /wss} and {@code /tls/ws} mean the same and are not equal.
 */
public final class Multiaddr {
  /** Longest address in bytes that is read; {@link #withPeer} may make it longer. */
  public static final int MAX_BYTES = 1024;

  /** Most parts that are read: each costs far more memory than its two bytes on the wire. */
  public static final int MAX_COMPONENTS = 32;

  /** Longest text in characters. */
  public static final int MAX_CHARS = 4 * MAX_BYTES;

  private final List<Component> components;
  private final byte[] bytes;

  private Multiaddr(List<Component> components, byte[] bytes) {
    this.components = List.copyOf(components);
    this.bytes = bytes;
  }

  /**
   * Reads the text form.
   *
   * @throws DecodeException if a protocol is unknown or a value malformed
   */
  public static Multiaddr parse(String text) throws DecodeException {
    if (!text.startsWith("/") || text.length() > MAX_CHARS) {
      throw new DecodeException("an address starts with / and has at most 4096 characters");
    }
    List<Component> components = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = end(text, at);
      Protocol protocol = known(Protocol.of(text.substring(at + 1, end)));
      String value = "";
      if (protocol.form() != ValueForm.NONE) {
        int start = end;
        if (start == text.length()) {
          throw new DecodeException("/" + protocol.text() + " needs a value");
        }
        end = protocol.form() == ValueForm.PATH ? text.length() : end(text, start);
        value = text.substring(protocol.form() == ValueForm.PATH ? start : start + 1, end);
      }
      add(components, Component.of(protocol, protocol.form().parse(value)));
      at = end;
    }
    return of(components);
  }

  /**
   * Reads the binary form.
   *
   * @throws DecodeException if a protocol is unknown: the length of its value is too, so nothing
   *     behind it can be read
   */
  public static Multiaddr decode(byte[] bytes) throws DecodeException {
    if (bytes.length > MAX_BYTES) {
      throw new DecodeException("an address has at most 1024 bytes");
    }
    List<Component> components = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    while (in.hasRemaining()) {
      Protocol protocol = known(Protocol.of(Uvarint.read(in)));
      ValueForm form = protocol.form();
      int size =
          form.size() == ValueForm.VARIABLE ? Uvarint.readLength(in, MAX_BYTES) : form.size();
      if (size > in.remaining()) {
        throw new DecodeException("/" + protocol.text() + " is cut short");
      }
      byte[] value = new byte[size];
      in.get(value);
      add(components, Component.of(protocol, value));
      if (form == ValueForm.PATH && in.hasRemaining()) {
        throw new DecodeException("nothing can follow a path");
      }
    }
    return of(components);
  }

  /** Returns {@code /ip4/…/tcp/…} or {@code /ip6/…/tcp/…}; a zone is left out. */
  public static Multiaddr tcp(InetAddress ip, int port) {
    byte[] address = ip.getAddress();
    Protocol family = address.length == 4 ? Protocol.IP4 : Protocol.IP6;
    try {
      byte[] number = {(byte) (port >>> 8), (byte) port};
      return of(List.of(Component.of(family, address), Component.of(Protocol.TCP, number)));
    } catch (DecodeException e) {
      throw new IllegalStateException("an IP address and a port always have a form", e);
    }
  }

  /** Returns the parts, first to last; at least one. */
  public List<Component> components() {
    return components;
  }

  /** Returns a copy of the binary form. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Returns the text form. */
  public String text() {
    StringBuilder out = new StringBuilder();
    for (Component component : components) {
      out.append('/').append(component.protocol().text());
      if (component.protocol().form() == ValueForm.PATH) {
        out.append(component.text());
      } else if (component.protocol().form() != ValueForm.NONE) {
        out.append('/').append(component.text());
      }
    }
    return out.toString();
  }

  /** Returns whom a dial of this address must find: the last part, if it names a peer. */
  public Optional<PeerId> peerId() {
    Component last = components.get(components.size() - 1);
    if (last.protocol() != Protocol.P2P) {
      return Optional.empty();
    }
    try {
      return Optional.of(PeerId.ofMultihash(last.value()));
    } catch (DecodeException e) {
      throw new IllegalStateException("was checked when the address was made", e);
    }
  }

  /** Returns the address that names this peer at its end, and no other there. */
  public Multiaddr withPeer(PeerId peer) {
    List<Component> parts = new ArrayList<>(components);
    if (peerId().isPresent()) {
      parts.remove(parts.size() - 1);
    }
    parts.add(new Component(Protocol.P2P, peer.text(), peer.multihash()));
    return new Multiaddr(parts, encode(parts));
  }

  /** Returns the address without the peer at its end; itself if it names none or nothing else. */
  public Multiaddr withoutPeer() {
    if (components.size() == 1 || peerId().isEmpty()) {
      return this;
    }
    List<Component> parts = components.subList(0, components.size() - 1);
    return new Multiaddr(parts, encode(parts));
  }

  /** Returns whether the address leads through a relay. */
  public boolean isRelayed() {
    return components.stream().anyMatch(part -> part.protocol() == Protocol.P2P_CIRCUIT);
  }

  /**
   * Returns where to connect to, if the address is a host and a TCP port, with or without a peer at
   * its end, and nothing else: a relayed or WebSocket address is none.
   */
  public Optional<TcpEndpoint> tcpEndpoint() {
    List<Component> parts = withoutPeer().components;
    boolean zoned = parts.get(0).protocol() == Protocol.IP6ZONE;
    int host = zoned ? 1 : 0;
    if (parts.size() != host + 2 || parts.get(host + 1).protocol() != Protocol.TCP) {
      return Optional.empty();
    }
    Component where = parts.get(host);
    boolean fits =
        switch (where.protocol()) {
          case IP6 -> true;
          case IP4, DNS, DNS4, DNS6 -> !zoned;
          default -> false;
        };
    if (!fits) {
      return Optional.empty();
    }
    String name = zoned ? where.text() + "%" + parts.get(0).text() : where.text();
    int port = ByteBuffer.wrap(parts.get(host + 1).value()).getShort() & 0xffff;
    return Optional.of(new TcpEndpoint(where.protocol(), name, port));
  }

  /** Returns the 4 or 16 bytes of the IP address that the address begins with, if it does. */
  public Optional<byte[]> ip() {
    boolean zoned = components.get(0).protocol() == Protocol.IP6ZONE && components.size() > 1;
    Component first = components.get(zoned ? 1 : 0);
    return first.protocol() == Protocol.IP4 || first.protocol() == Protocol.IP6
        ? Optional.of(first.value().clone())
        : Optional.empty();
  }

  /** Returns how far the IP address reaches; empty for a name, which only a resolver can tell. */
  public Optional<IpScope> scope() {
    return ip().map(IpScope::of);
  }

  /** Returns whether the address is a number of this host itself. */
  public boolean isLoopback() {
    return scope().filter(IpScope.LOOPBACK::equals).isPresent();
  }

  /** Returns whether the address is a number that only this site or this wire can reach. */
  public boolean isPrivate() {
    return scope().filter(it -> it == IpScope.PRIVATE || it == IpScope.LINK_LOCAL).isPresent();
  }

  /** Returns whether the address is a number that stands for all addresses of a host. */
  public boolean isUnspecified() {
    return scope().filter(IpScope.UNSPECIFIED::equals).isPresent();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Multiaddr it && Arrays.equals(bytes, it.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return text();
  }

  private static int end(String text, int slash) {
    int next = text.indexOf('/', slash + 1);
    return next < 0 ? text.length() : next;
  }

  private static void add(List<Component> components, Component part) throws DecodeException {
    if (components.size() == MAX_COMPONENTS) {
      throw new DecodeException("an address has at most 32 parts");
    }
    components.add(part);
  }

  private static Protocol known(Optional<Protocol> protocol) throws DecodeException {
    return protocol.orElseThrow(() -> new DecodeException("unknown protocol in an address"));
  }

  private static Multiaddr of(List<Component> components) throws DecodeException {
    byte[] bytes = encode(components);
    if (components.isEmpty() || bytes.length > MAX_BYTES) {
      throw new DecodeException("an address has 1 to 1024 bytes");
    }
    return new Multiaddr(components, bytes);
  }

  private static byte[] encode(List<Component> components) {
    int size = 0;
    for (Component part : components) {
      boolean prefixed = part.protocol().form().size() == ValueForm.VARIABLE;
      size += Uvarint.size(part.protocol().code()) + part.value().length;
      size += prefixed ? Uvarint.size(part.value().length) : 0;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    for (Component part : components) {
      Uvarint.write(part.protocol().code(), out);
      if (part.protocol().form().size() == ValueForm.VARIABLE) {
        Uvarint.write(part.value().length, out);
      }
      out.put(part.value());
    }
    return out.array();
  }
}
