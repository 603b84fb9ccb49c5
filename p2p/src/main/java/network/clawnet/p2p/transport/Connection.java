package network.clawnet.p2p.transport;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * An authenticated connection that carries streams. One network thread owns it; methods may be
 * called from any thread and never block.
 */
public interface Connection {
  /** Returns who is at the other end; proved by the handshake. */
  PeerId peer();

  /** Returns who opened the connection. */
  Direction direction();

  /** Returns the address of the other end: as dialed, or as seen from here. Without the peer. */
  Multiaddr remote();

  /** Returns our address of this connection. */
  Multiaddr local();

  /** Returns the other end on the wire. */
  InetSocketAddress remoteSocket();

  /**
   * Opens a stream with the first of the protocols that the peer speaks. The handler's {@link
   * StreamListener#opened} comes before the stage completes. Fails with {@link TransportException}.
   *
   * @param protocols one to {@link ProtocolTable#MAX_PROPOSALS}, best first
   * @param known whether the peer has said that it speaks the first: then that one alone is
   *     proposed, and the stage completes without waiting for the answer; a peer that refuses it
   *     after all resets the stream
   */
  CompletionStage<MuxedStream> open(List<String> protocols, boolean known, StreamListener listener);

  /** Returns the shortest of the last round trips in microseconds, 0 before the first. */
  long rttMicros();

  /** Returns the bytes of all streams received and sent so far, and when any last moved. */
  Traffic traffic();

  /** Returns how many streams are open, of both directions. */
  int streams();

  /** Says goodbye with a code of {@link network.clawnet.p2p.mux.YamuxCodes} and closes. */
  void close(long code);

  /** Completes, never with a fault, when the connection is gone, with the reason. */
  CompletionStage<TransportException> closed();
}
