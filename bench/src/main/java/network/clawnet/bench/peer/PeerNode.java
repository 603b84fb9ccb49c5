package network.clawnet.bench.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicHandler;
import network.clawnet.core.port.TopicTerms;
import network.clawnet.p2p.gossip.GossipService;
import network.clawnet.p2p.gossip.GossipSettings;
import network.clawnet.p2p.gossip.router.GossipParameters;
import network.clawnet.p2p.gossip.rpc.MessageAuthor;
import network.clawnet.p2p.guard.ConnectionLimits;
import network.clawnet.p2p.guard.StreamLimits;
import network.clawnet.p2p.host.Host;
import network.clawnet.p2p.host.HostLog;
import network.clawnet.p2p.host.HostSettings;
import network.clawnet.p2p.host.TcpHost;
import network.clawnet.p2p.kad.KadService;
import network.clawnet.p2p.kad.KadSettings;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.peer.HostKey;

/**
 * A host with gossip and a hash table, as a node has it. Only how many connections it bears is
 * raised, as for the other implementations: they all come from one address.
 */
final class PeerNode {
  private static final String AGENT = "clawnet-bench/1.0.0";
  private static final String KAD = "/interop/kad/1.0.0";
  private static final int MAX_CONNECTIONS = 10_000;
  private static final HostSettings.Bounds BOUNDS =
      new HostSettings.Bounds(
          new ConnectionLimits(
              MAX_CONNECTIONS,
              MAX_CONNECTIONS,
              MAX_CONNECTIONS,
              MAX_CONNECTIONS,
              ConnectionLimits.STANDARD.perPeer(),
              MAX_CONNECTIONS,
              MAX_CONNECTIONS),
          StreamLimits.STANDARD,
          0);

  private final Host host;
  private final GossipService gossip;
  private final boolean signed;

  /**
   * Starts a node that listens on a free port of loopback.
   *
   * @param signed whether gossip is signed by its authors
   */
  PeerNode(boolean signed) throws IOException {
    this.signed = signed;
    InstantSource clock = InstantSource.system();
    HostKey key = key();
    host = start(key, List.of(parse("/ip4/127.0.0.1/tcp/0")));
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    gossip =
        new GossipService(
            host,
            host.newLoop("p2p-gossip"),
            workers,
            new GossipSettings(
                GossipParameters.standard(),
                Optional.of(new MessageAuthor(key, clock.millis() * 1_000_000)),
                RandomGenerator.of("L64X128MixRandom")));
    var unused =
        new KadService(
            host, host.newLoop("p2p-kad"), KadSettings.of(KAD, new SecureRandom(), clock));
    Perf.serve(host);
    Echo.serve(host);
  }

  /** Starts a host that only dials, under an identity of its own. */
  static Host dialer() throws IOException {
    return start(key(), List.of());
  }

  private static HostKey key() {
    byte[] seed = new byte[32];
    new SecureRandom().nextBytes(seed);
    return new HostKey(SigningKey.of(seed));
  }

  private static Host start(HostKey key, List<Multiaddr> listen) throws IOException {
    HostSettings settings =
        new HostSettings(
            key,
            listen,
            List.of(),
            List.of(),
            new HostSettings.Versions("interop/1", AGENT),
            BOUNDS,
            Optional.empty());
    return TcpHost.start(
        settings, new SecureRandom()::nextBytes, InstantSource.system(), new ErrorLog());
  }

  private static Multiaddr parse(String address) {
    try {
      return Multiaddr.parse(address);
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  Host host() {
    return host;
  }

  /** Returns where it listens, with its id at the end. */
  String address() {
    return host.listening().get(0).withPeer(host.self()).text();
  }

  /** Connects to a peer at an address that ends in its id. */
  PeerId dial(Multiaddr address) throws CommandException, InterruptedException {
    return dial(host, address);
  }

  /** The same for any host. */
  static PeerId dial(Host from, Multiaddr address) throws CommandException, InterruptedException {
    PeerId peer =
        address.peerId().orElseThrow(() -> new CommandException("no peer id in " + address));
    return Waiting.get(from.connect(peer, List.of(address.withoutPeer())), "dial");
  }

  /** Joins a topic in the mode of the node. */
  Topic join(String name, TopicTerms terms, TopicHandler handler) {
    return signed ? gossip.joinSigned(name, terms, handler) : gossip.join(name, terms, handler);
  }

  private static final class ErrorLog implements HostLog {
    @Override
    public void bookMovedAside(Path where) {
      System.err.println("peer: book moved to " + where);
    }

    @Override
    public void bookNotWritten(IOException fault) {
      System.err.println("peer: book not written: " + fault);
    }

    @Override
    public void notListening(String address, String why) {
      System.err.println("peer: not listening at " + address + ": " + why);
    }

    @Override
    public void bug(Throwable fault) {
      System.err.println("peer: bug: " + fault);
    }
  }
}
