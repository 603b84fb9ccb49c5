package network.clawnet.p2p.transport;

import java.util.Optional;

/** Which protocols peers may open streams for. May change at any time; asked on network threads. */
public interface ProtocolTable {
  /** Most protocols that are proposed for one stream. */
  int MAX_PROPOSALS = 8;

  /** Returns whether the protocol is spoken here. */
  boolean accepts(String protocol);

  /**
   * Returns who takes a stream that a peer opened; its protocol is agreed, {@link
   * StreamListener#opened} follows. Empty resets the stream: too many of them, or the protocol is
   * no longer spoken.
   */
  Optional<StreamListener> take(MuxedStream stream);
}
