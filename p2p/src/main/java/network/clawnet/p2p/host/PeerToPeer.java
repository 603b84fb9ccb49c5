package network.clawnet.p2p.host;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicHandler;
import network.clawnet.core.port.TopicTerms;
import network.clawnet.p2p.gossip.GossipService;
import network.clawnet.p2p.gossip.GossipSettings;
import network.clawnet.p2p.gossip.router.GossipParameters;

/** Everything together: a host over TCP, gossip on it, and what the node sees of them. */
public final class PeerToPeer implements AutoCloseable {
  private final Host host;
  private final GossipService gossip;
  private final HostNetwork network;

  private PeerToPeer(Host host, GossipService gossip, HostNetwork network) {
    this.host = host;
    this.gossip = gossip;
    this.network = network;
  }

  /**
   * Starts all of it; see {@link Host#start}.
   *
   * @param entropy a secure random source; any thread
   * @throws IOException if the disk of the peer file fails
   */
  public static PeerToPeer start(
      HostSettings settings, Entropy entropy, InstantSource clock, HostLog log) throws IOException {
    Host host = TcpHost.start(settings, entropy, clock, log);
    GossipSettings terms =
        new GossipSettings(
            GossipParameters.standard(), Optional.empty(), RandomGenerator.of("L64X128MixRandom"));
    // our topics are unsigned, so that no worker is needed for signatures of messages
    GossipService gossip =
        new GossipService(host, host.newLoop("p2p-gossip"), Runnable::run, terms);
    HostNetwork network = new HostNetwork(host, new GossipTopics(gossip), Optional.empty(), clock);
    return new PeerToPeer(host, gossip, network);
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

  /** Returns the host, for protocols of bytes and for figures. */
  public Host host() {
    return host;
  }

  /** Leaves all topics, says goodbye to all peers, and stops; waits for at most some seconds. */
  @Override
  public void close() {
    gossip.close();
    host.close();
  }
}
