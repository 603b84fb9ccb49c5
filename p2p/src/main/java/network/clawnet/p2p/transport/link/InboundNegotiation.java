package network.clawnet.p2p.transport.link;

import java.nio.ByteBuffer;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.p2p.mux.YamuxCodes;
import network.clawnet.p2p.negotiate.Progress;
import network.clawnet.p2p.negotiate.Responder;
import network.clawnet.p2p.transport.ProtocolTable;
import network.clawnet.p2p.transport.StreamListener;
import network.clawnet.p2p.transport.TransportException;
import network.clawnet.p2p.transport.TransportException.Reason;

/** Answers the peer's proposals for a stream that it opened. */
final class InboundNegotiation implements StreamNegotiation {
  private final YamuxStream stream;
  private final ProtocolTable protocols;
  private final Responder responder;

  InboundNegotiation(YamuxStream stream, ProtocolTable protocols) {
    this.stream = stream;
    this.protocols = protocols;
    responder = new Responder(protocols::accepts);
  }

  @Override
  public void feed(ByteBuffer bytes) {
    Progress progress;
    try {
      progress = responder.feed(bytes);
    } catch (DecodeException e) {
      stream.drop(YamuxCodes.NEGOTIATION_FAILED, Reason.BAD_HANDSHAKE, "" + e.getMessage());
      return;
    }
    if (progress.send().length > 0) {
      stream.write(ByteBuffer.wrap(progress.send()));
    }
    if (progress.status() == Progress.Status.AGREED) {
      agreed(progress.protocol());
    }
  }

  private void agreed(String protocol) {
    stream.agree();
    stream.name(protocol);
    Optional<StreamListener> owner = protocols.take(stream);
    if (owner.isEmpty()) {
      stream.drop(YamuxCodes.RESOURCE_LIMIT, Reason.LIMIT, "nobody takes the stream");
    } else {
      stream.adopt(owner.get());
    }
  }

  @Override
  public void fail(TransportException reason) {}
}
