package network.clawnet.daemon.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.config.P2pSection;
import network.clawnet.core.config.PeerAddress;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.port.PeerFinder;
import network.clawnet.p2p.host.HostSettings;
import network.clawnet.p2p.host.HostSettings.Bounds;
import network.clawnet.p2p.host.HostSettings.Versions;
import network.clawnet.p2p.host.PeerToPeer;
import network.clawnet.p2p.host.PeerToPeer.Company;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.multiaddr.TcpEndpoint;
import network.clawnet.p2p.peer.HostKey;

/** The peer-to-peer network of this node, running. */
public final class PeerNetwork implements AutoCloseable {
  /** The file of peers and bans, in the data directory. */
  static final String BOOK = "peers.json";

  /** Digits of the genesis hash that keep networks apart. */
  static final int NAME_CHARS = 8;

  /** The family of networks, which identify tells. */
  private static final String PROTOCOL_VERSION = "clawnet/1";

  private final PeerToPeer running;
  private final String listening;

  private PeerNetwork(PeerToPeer running, String listening) {
    this.running = running;
    this.listening = listening;
  }

  /**
   * What the network is started from.
   *
   * @param key the node's own for this purpose; must live as long as the network
   * @param chain hex digits of the genesis hash, at least {@link #NAME_CHARS}
   * @param loopbackOnly whether only programs of this machine may connect
   * @param version of this program
   */
  public record Settings(
      SigningKey key,
      P2pSection config,
      Path dataDir,
      String chain,
      boolean loopbackOnly,
      String version) {}

  /**
   * Listens and begins to look for other nodes; returns without having found any.
   *
   * @throws IOException if the port is taken, or the disk fails
   */
  public static PeerNetwork start(Settings settings, Entropy entropy, InstantSource clock)
      throws IOException {
    String host = settings.loopbackOnly() ? "/ip4/127.0.0.1" : "/ip4/0.0.0.0";
    PeerLog log = new PeerLog();
    HostSettings terms =
        new HostSettings(
            new HostKey(settings.key()),
            List.of(parse(host + "/tcp/" + settings.config().port())),
            addresses(settings.config().announce()),
            addresses(settings.config().bootstrap()),
            new Versions(PROTOCOL_VERSION, "clawnetd/" + settings.version()),
            Bounds.STANDARD,
            Optional.of(settings.dataDir().resolve(BOOK)));
    Company company =
        new Company(settings.chain().substring(0, NAME_CHARS), !settings.loopbackOnly());
    PeerToPeer running = PeerToPeer.start(terms, company, entropy, clock, log);
    if (!log.failed().isEmpty()) {
      running.close();
      throw new IOException(
          "port "
              + settings.config().port()
              + " for other nodes is taken or not allowed: stop the other program, or set"
              + " p2p.port");
    }
    int port =
        running.host().listening().stream()
            .flatMap(address -> address.tcpEndpoint().stream())
            .mapToInt(TcpEndpoint::port)
            .findFirst()
            .orElseThrow(() -> new IOException("nothing listens for other nodes"));
    return new PeerNetwork(running, host + "/tcp/" + port);
  }

  private static Multiaddr parse(String text) {
    try {
      return Multiaddr.parse(text);
    } catch (DecodeException e) {
      throw new IllegalStateException("the configuration was checked: " + text, e);
    }
  }

  private static List<Multiaddr> addresses(List<PeerAddress> configured) {
    List<Multiaddr> out = new ArrayList<>();
    configured.forEach(address -> out.add(parse(address.text())));
    return out;
  }

  /** Returns the peers, for the operator. */
  public NodePeers peers() {
    return new NodePeers(running.network(), running.network());
  }

  /** Returns the hash table of all nodes. */
  public PeerFinder finder() {
    return running.finder();
  }

  /** Returns the address listened on, with the port that was taken. */
  public String listening() {
    return listening;
  }

  @Override
  public void close() {
    running.close();
  }
}
