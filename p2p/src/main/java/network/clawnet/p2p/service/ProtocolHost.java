package network.clawnet.p2p.service;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.PeerEvents;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.Registration;
import network.clawnet.core.port.StreamHandler;
import network.clawnet.core.port.StreamTerms;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.StreamListener;

/**
 * The host as the protocols inside it see it.
 *
 * <p>Streams carry messages with an unsigned varint before them, as gossip, the hash table and
 * identify want. Methods may be called from any thread and never block. Stages complete, and stream
 * handlers and {@link PeerEvents} are called, on any network thread: a protocol moves to its own
 * {@link Loop} before it touches its state.
 */
public interface ProtocolHost {
  /** Returns our own id. */
  PeerId self();

  /** Returns the addresses that we tell to others, without our id at the end. */
  List<Multiaddr> ownAddresses();

  /**
   * Opens a stream to a connected peer with the first of the protocols that it speaks; fails with
   * {@link network.clawnet.core.port.NetworkException}. Does not dial.
   */
  CompletionStage<PeerStream> open(PeerId peer, List<String> protocols, StreamTerms terms);

  /**
   * Accepts streams of a protocol from now on and says so in identify; closing ends both.
   *
   * @throws IllegalStateException if the protocol has a handler already
   */
  Registration handle(String protocol, StreamTerms terms, StreamHandler handler);

  /**
   * Opens a stream of bytes, as the transport has it, to a connected peer: what is pushed to the
   * listener need not be asked for, and one thread calls it. Otherwise like {@link #open}; the
   * bound on what waits to be sent is the caller's to keep.
   */
  CompletionStage<MuxedStream> openBytes(
      PeerId peer, List<String> protocols, StreamListener listener);

  /**
   * Accepts streams of bytes of a protocol; of the terms the numbers of streams and the idle time
   * hold. Otherwise like {@link #handle}.
   *
   * @param listeners makes the listener of one stream; called on network threads
   */
  Registration handleBytes(String protocol, StreamTerms terms, Supplier<StreamListener> listeners);

  /**
   * Reports peers' coming and going from now on; those that are connected already are told first,
   * as if they came now.
   */
  Registration watch(PeerEvents events);

  /**
   * Connects to a peer at the addresses given and those remembered; completes at once if it is
   * connected. Subject to back-off: fails at once if every address failed a moment ago.
   */
  CompletionStage<PeerId> connect(PeerId peer, List<Multiaddr> hints);

  /** Returns how we are connected to a peer; empty if we are not. */
  Optional<PeerLink> link(PeerId peer);

  /** Returns the links of all connected peers, the longest connected first. */
  List<PeerLink> links();

  /**
   * Returns addresses remembered of a peer, without its id at the end, those that it signed before
   * those that it only told, and these before hearsay; at most 16.
   */
  List<Multiaddr> addressesOf(PeerId peer);

  /**
   * Remembers addresses that somebody else told of a peer: short-lived, and never before its own.
   */
  void hearsay(PeerId peer, List<Multiaddr> addresses);

  /** Returns the newest peer record that a peer signed, as received: a signed envelope. */
  Optional<byte[]> signedRecord(PeerId peer);

  /**
   * Checks and remembers a peer record from a third party.
   *
   * @return whether it is the peer's own, and newer than what was known
   */
  boolean learnRecord(PeerId peer, byte[] envelope);

  /** Closes all connections to a peer. */
  void disconnect(PeerId peer);

  /** Counts a fault against a peer. */
  void report(PeerId peer, Misbehaviour fault);

  /**
   * Exempts a peer from being closed for want of room, until the registration is closed.
   *
   * @param why for people, such as {@code gossip-mesh}
   */
  Registration protect(PeerId peer, String why);

  /**
   * Makes a peer worth more, or less, when room is wanted: the lowest sum of all tags goes first.
   */
  void tag(PeerId peer, String why, int worth);
}
