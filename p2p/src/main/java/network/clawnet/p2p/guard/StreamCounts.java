package network.clawnet.p2p.guard;

import java.util.Optional;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.PeerView.Direction;
import network.clawnet.core.port.StreamTerms;

/**
 * Counts open streams by direction, peer and protocol, and refuses one too many. Not thread-safe;
 * its owner calls.
 */
public final class StreamCounts {
  private final StreamLimits limits;
  private final Counts<Direction> all = new Counts<>();
  private final Counts<PeerStreams> peers = new Counts<>();
  private final Counts<String> protocols = new Counts<>();
  private final Counts<PeerProtocol> peerProtocols = new Counts<>();

  private record PeerStreams(PeerId peer, Direction direction) {}

  private record PeerProtocol(PeerId peer, String protocol) {}

  /** Creates counts of nothing. */
  public StreamCounts(StreamLimits limits) {
    this.limits = limits;
  }

  /** Lets a stream open whose protocol is not agreed yet; {@link #close} must follow. */
  public Optional<Refusal> open(PeerId peer, Direction direction) {
    boolean inbound = direction == Direction.INBOUND;
    if (all.of(direction) >= (inbound ? limits.inbound() : limits.outbound())) {
      return Optional.of(Refusal.STREAMS_FULL);
    }
    PeerStreams own = new PeerStreams(peer, direction);
    if (peers.of(own) >= (inbound ? limits.inboundPerPeer() : limits.outboundPerPeer())) {
      return Optional.of(Refusal.PEER_STREAMS_FULL);
    }
    all.up(direction);
    peers.up(own);
    return Optional.empty();
  }

  /** Lets an inbound stream speak a protocol; {@link #end} must follow. */
  public Optional<Refusal> begin(PeerId peer, String protocol, StreamTerms terms) {
    if (protocols.of(protocol) >= terms.maxInbound()) {
      return Optional.of(Refusal.PROTOCOL_STREAMS_FULL);
    }
    PeerProtocol own = new PeerProtocol(peer, protocol);
    if (peerProtocols.of(own) >= terms.maxInboundPerPeer()) {
      return Optional.of(Refusal.PEER_PROTOCOL_STREAMS_FULL);
    }
    protocols.up(protocol);
    peerProtocols.up(own);
    return Optional.empty();
  }

  /** Counts an inbound stream of a protocol down again. */
  public void end(PeerId peer, String protocol) {
    protocols.down(protocol);
    peerProtocols.down(new PeerProtocol(peer, protocol));
  }

  /** Counts a stream down again. */
  public void close(PeerId peer, Direction direction) {
    all.down(direction);
    peers.down(new PeerStreams(peer, direction));
  }

  /** Returns how many streams are open in one direction. */
  public int open(Direction direction) {
    return all.of(direction);
  }

  int keys() {
    return all.keys() + peers.keys() + protocols.keys() + peerProtocols.keys();
  }
}
