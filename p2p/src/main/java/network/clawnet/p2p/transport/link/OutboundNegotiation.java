package network.clawnet.p2p.transport.link;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.p2p.mux.YamuxCodes;
import network.clawnet.p2p.negotiate.Initiator;
import network.clawnet.p2p.negotiate.Progress;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.StreamListener;
import network.clawnet.p2p.transport.TransportException;
import network.clawnet.p2p.transport.TransportException.Reason;

/**
 * Proposes protocols for a stream of ours. If the peer is known to speak the only one, the owner
 * gets the stream at once and its first bytes go out with the proposal; what arrives is delivered
 * only after the answer.
 */
final class OutboundNegotiation implements StreamNegotiation {
  private final YamuxStream stream;
  private final StreamListener owner;
  private final CompletableFuture<MuxedStream> opened;
  private final Initiator initiator;
  private final boolean lazy;

  OutboundNegotiation(YamuxStream stream, StreamRequest request) {
    this.stream = stream;
    owner = request.listener();
    opened = request.opened();
    lazy = request.known();
    initiator = new Initiator(lazy ? request.protocols().subList(0, 1) : request.protocols());
  }

  /** Sends the first proposal. */
  void start(List<String> protocols) {
    stream.write(ByteBuffer.wrap(initiator.start()));
    if (lazy) {
      hand(protocols.get(0));
    }
  }

  @Override
  public void feed(ByteBuffer bytes) {
    Progress progress;
    try {
      progress = initiator.feed(bytes);
    } catch (DecodeException e) {
      stream.drop(YamuxCodes.NEGOTIATION_FAILED, Reason.BAD_HANDSHAKE, "" + e.getMessage());
      return;
    }
    if (progress.send().length > 0) {
      stream.write(ByteBuffer.wrap(progress.send()));
    }
    switch (progress.status()) {
      case PENDING -> {}
      case REFUSED ->
          stream.drop(YamuxCodes.NORMAL, Reason.NO_COMMON_PROTOCOL, "the peer speaks none of them");
      case AGREED -> {
        stream.agree();
        if (!lazy) {
          hand(progress.protocol());
        }
      }
    }
  }

  private void hand(String protocol) {
    stream.name(protocol);
    stream.adopt(owner);
    opened.complete(stream);
  }

  @Override
  public void fail(TransportException reason) {
    opened.completeExceptionally(reason);
  }
}
