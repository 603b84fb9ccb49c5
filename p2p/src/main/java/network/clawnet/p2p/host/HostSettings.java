package network.clawnet.p2p.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import network.clawnet.p2p.guard.ConnectionLimits;
import network.clawnet.p2p.guard.StreamLimits;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.peer.HostKey;

/**
 * What a host is to be.
 *
 * @param key who it is
 * @param listen where it listens; empty means that it only dials
 * @param announce what it tells others instead of where it listens; empty means the latter
 * @param bootstrap whom it dials first, and again when it has few connections
 * @param versions what it says of its program
 * @param bounds how much it bears
 * @param book the file in which it remembers peers; empty means in memory only
 */
public record HostSettings(
    HostKey key,
    List<Multiaddr> listen,
    List<Multiaddr> announce,
    List<Multiaddr> bootstrap,
    Versions versions,
    Bounds bounds,
    Optional<Path> book) {
  /** What identify says of the program: a family of networks, and name and version. */
  public record Versions(String protocol, String agent) {}

  /**
   * How much a host bears.
   *
   * @param wanted connections that it looks for by itself, from those it remembers
   */
  public record Bounds(ConnectionLimits connections, StreamLimits streams, int wanted) {
    /** The usual bounds. */
    public static final Bounds STANDARD =
        new Bounds(ConnectionLimits.STANDARD, StreamLimits.STANDARD, 8);
  }

  public HostSettings {
    listen = List.copyOf(listen);
    announce = List.copyOf(announce);
    bootstrap = List.copyOf(bootstrap);
  }

  /** Returns settings of a host that listens at addresses and remembers nothing. */
  public static HostSettings of(HostKey key, List<Multiaddr> listen, String agent) {
    return new HostSettings(
        key,
        listen,
        List.of(),
        List.of(),
        new Versions("clawnet/1", agent),
        Bounds.STANDARD,
        Optional.empty());
  }
}
