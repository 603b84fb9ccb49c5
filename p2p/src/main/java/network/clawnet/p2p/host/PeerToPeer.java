package network.clawnet.p2p.host;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.PeerFinder;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicHandler;
import network.clawnet.core.port.TopicTerms;
import network.clawnet.p2p.discovery.MdnsService;
import network.clawnet.p2p.discovery.MdnsSettings;
import network.clawnet.p2p.gossip.GossipService;
import network.clawnet.p2p.gossip.GossipSettings;
import network.clawnet.p2p.gossip.router.GossipParameters;
import network.clawnet.p2p.kad.KadService;
import network.clawnet.p2p.kad.KadSettings;
import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * Everything together: a host over TCP; gossip, hash table and multicast discovery on it; and what
 * the node sees of them.
 */
public final class PeerToPeer implements AutoCloseable {
  private final Host host;
  private final GossipService gossip;
  private final KadService kad;
  private final HostNetwork network;
  private Optional<MdnsService> mdns = Optional.empty();

  private PeerToPeer(Host host, String name, InstantSource clock) {
    this.host = host;
    // our topics are unsigned, so that no worker is needed for signatures of messages
    gossip =
        new GossipService(
            host,
            host.newLoop("p2p-gossip"),
            Runnable::run,
            new GossipSettings(
                GossipParameters.standard(),
                Optional.empty(),
                RandomGenerator.of("L64X128MixRandom")));
    kad =
        new KadService(
            host,
            host.newLoop("p2p-kad"),
            KadSettings.of("/clawnet/" + name + "/kad/1.0.0", new SecureRandom(), clock));
    network = new HostNetwork(host, new GossipTopics(gossip), Optional.of(kad), clock);
  }

  /**
   * Whose company the node seeks.
   *
   * @param name of the network, which keeps hash tables and wires apart: 1 to 32 of {@code a-z 0-9}
   * @param multicast whether nodes on the same wire find each other
   */
  public record Company(String name, boolean multicast) {
    public Company {
      if (!name.matches("[a-z0-9]{1,32}")) {
        throw new IllegalArgumentException("not a name of a network: " + name);
      }
    }
  }

  /**
   * Starts all of it; see {@link Host#start}. Without multicast on this machine the log hears of
   * it, and the rest runs.
   *
   * @param entropy a secure random source; any thread
   * @throws IOException if the disk of the peer file fails
   */
  public static PeerToPeer start(
      HostSettings settings, Company company, Entropy entropy, InstantSource clock, HostLog log)
      throws IOException {
    Host host = TcpHost.start(settings, entropy, clock, log);
    PeerToPeer all = new PeerToPeer(host, company.name(), clock);
    if (company.multicast()) {
      all.seek(company.name(), settings.bounds().connections().low(), log);
    }
    return all;
  }

  private void seek(String name, int enough, HostLog log) {
    try {
      mdns =
          Optional.of(
              MdnsService.start(
                  MdnsSettings.of(host.self(), name, RandomGenerator.of("L64X128MixRandom")),
                  host::ownAddresses,
                  (peer, addresses) -> found(peer, addresses, enough)));
    } catch (IOException e) {
      log.noMulticast(e);
    }
  }

  /** Whoever is on the same wire is near: worth a connection while there is room. */
  private void found(PeerId peer, List<Multiaddr> addresses, int enough) {
    host.hearsay(peer, addresses);
    if (host.link(peer).isEmpty() && host.links().size() < enough) {
      var unused = host.connect(peer, addresses);
    }
  }

  private record GossipTopics(GossipService gossip) implements HostNetwork.Topics {
    @Override
    public Topic join(String topic, TopicTerms terms, TopicHandler handler) {
      return gossip.join(topic, terms, handler);
    }

    @Override
    public double score(PeerId peer) {
      return gossip.score(peer);
    }
  }

  /** Returns the network as protocols and the operator see it. */
  public HostNetwork network() {
    return network;
  }

  /** Returns who finds peers by their id or by what they have. */
  public PeerFinder finder() {
    return kad;
  }

  /** Returns the host, for protocols of bytes and for figures. */
  public Host host() {
    return host;
  }

  /** Leaves all topics, says goodbye to all peers, and stops; waits for at most some seconds. */
  @Override
  public void close() {
    mdns.ifPresent(MdnsService::close);
    kad.close();
    gossip.close();
    host.close();
  }
}
