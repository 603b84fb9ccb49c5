package network.clawnet.p2p.transport.link;

import java.nio.ByteBuffer;
import network.clawnet.p2p.transport.TransportException;

/** Agreeing on a stream's protocol, as one of the two sides. Connection's thread. */
interface StreamNegotiation {
  /** Takes bytes up to the agreement, no further; may end the stream. */
  void feed(ByteBuffer bytes);

  /** The stream is gone before the protocol was agreed. */
  void fail(TransportException reason);
}
