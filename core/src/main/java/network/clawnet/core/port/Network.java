package network.clawnet.core.port;

import java.util.List;
import java.util.concurrent.CompletionStage;
import network.clawnet.core.identity.PeerId;

/**
 * Authenticated, encrypted connections to other nodes, streams over them, and topics.
 *
 * <p>Knows nothing of what the bytes mean. Addresses are multiaddresses in text, such as {@code
 * /ip4/192.0.2.1/tcp/9527/p2p/12D3KooW…}. Protocol ids and topic names are exact, case-sensitive,
 * and 1 to {@link #MAX_NAME_BYTES} bytes of UTF-8.
 *
 * <p>Methods may be called from any thread and never block. Stages complete on a network thread:
 * what is attached to them must be short, or move to an executor of its own. They fail with {@link
 * NetworkException} and nothing else. Every limit that a peer can reach cuts off that peer, and no
 * other.
 */
public interface Network {
  /** Longest protocol id or topic name, in bytes of UTF-8. */
  int MAX_NAME_BYTES = 256;

  /** Returns our own id. */
  PeerId self();

  /**
   * Returns the addresses under which others may reach us, each ending in our id: those announced
   * by configuration, else those listened on, the wildcard spelt out. Empty if nothing listens.
   */
  List<String> addresses();

  /**
   * Connects to an address, if there is no connection yet; completes with the peer once the
   * handshake has proved it. An address without {@code /p2p/…} accepts whoever answers.
   *
   * <p>One attempt takes at most 15 s per address and 60 s in all. An address that failed lately is
   * tried again all the same: waiting between attempts is for those that nobody asked for.
   */
  CompletionStage<PeerId> connect(String address);

  /**
   * Connects to a peer by what is known of it: remembered addresses first, then those that other
   * peers tell. Completes at once if it is connected.
   */
  CompletionStage<PeerId> connect(PeerId peer);

  /** Closes all connections to a peer; it may come back. */
  void disconnect(PeerId peer);

  /**
   * Opens a stream to a connected peer with the first of the protocols that it speaks. Does not
   * dial: fails with {@link NetworkException.Reason#NOT_CONNECTED} if there is no connection.
   *
   * @param protocols one to eight ids, best first
   */
  CompletionStage<PeerStream> open(PeerId peer, List<String> protocols, StreamTerms terms);

  /**
   * Accepts streams of a protocol from now on, and tells connected peers that we do.
   *
   * @throws IllegalStateException if the protocol has a handler already
   */
  Registration handle(String protocol, StreamTerms terms, StreamHandler handler);

  /**
   * Joins a topic.
   *
   * @throws IllegalStateException if the topic is joined already
   */
  Topic join(String topic, TopicTerms terms, TopicHandler handler);

  /** Returns all connected peers, the longest connected first. */
  List<PeerView> peers();

  /**
   * Reports peers' coming and going from now on; those that are connected already are told first,
   * as if they came now.
   */
  Registration watch(PeerEvents events);

  /**
   * Counts a fault against a peer, connected or not; enough of them cut it off (see {@link
   * Misbehaviour}).
   */
  void report(PeerId peer, Misbehaviour fault);

  /**
   * Exempts a peer's connections from being closed when there are too many, until the registration
   * is closed. For peers that the caller cannot do without, such as other validators.
   */
  Registration protect(PeerId peer);
}
