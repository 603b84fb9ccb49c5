package network.clawnet.p2p.kad;

import java.util.Optional;
import java.util.function.BiFunction;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.PeerStream;
import network.clawnet.p2p.kad.machine.KadReply;
import network.clawnet.p2p.kad.message.KadCodec;
import network.clawnet.p2p.kad.message.KadMessage;
import network.clawnet.p2p.service.Loop;
import network.clawnet.p2p.service.ProtocolHost;

/**
 * One stream of requests: each is answered before the next is read, so that a peer which does not
 * read its answers holds up nobody but itself.
 */
final class Inbound {
  private static final Misbehaviour FLOOD = new Misbehaviour("kad-flood", 2);
  private static final Misbehaviour NONSENSE = new Misbehaviour("kad-malformed-request", 5);
  private static final Misbehaviour BAD_VALUE = new Misbehaviour("kad-invalid-value", 10);

  private final ProtocolHost host;
  private final Loop loop;
  private final PeerStream stream;
  private final BiFunction<PeerId, KadMessage, KadReply> answerer;

  /**
   * @param answerer called on the loop
   */
  Inbound(
      ProtocolHost host,
      Loop loop,
      PeerStream stream,
      BiFunction<PeerId, KadMessage, KadReply> answerer) {
    this.host = host;
    this.loop = loop;
    this.stream = stream;
    this.answerer = answerer;
  }

  /** Reads the next request. Any thread. */
  void next() {
    stream
        .receive()
        .whenComplete(
            (request, fault) -> {
              if (fault != null) {
                stream.reset();
              } else if (request.isEmpty()) {
                stream.finish();
              } else {
                loop.execute(() -> answer(request));
              }
            });
  }

  private void answer(Optional<byte[]> request) {
    KadMessage message;
    try {
      message = KadCodec.decode(request.orElseThrow());
    } catch (DecodeException e) {
      refuse(Optional.of(Lines.MALFORMED));
      return;
    }
    KadReply reply = answerer.apply(stream.peer(), message);
    if (reply instanceof KadReply.Answer it) {
      send(KadCodec.encode(it.message()));
    } else if (reply instanceof KadReply.Refused it) {
      refuse(fault(it.reason()));
    } else {
      next();
    }
  }

  private void send(byte[] answer) {
    stream
        .send(answer)
        .whenComplete(
            (sent, fault) -> {
              if (fault == null) {
                next();
              } else {
                stream.reset();
              }
            });
  }

  private static Optional<Misbehaviour> fault(KadReply.Reason reason) {
    return switch (reason) {
      case TOO_MANY -> Optional.of(FLOOD);
      case MALFORMED -> Optional.of(NONSENSE);
      case INVALID_VALUE -> Optional.of(BAD_VALUE);
      case NOT_SERVING, WORSE_VALUE, NO_ROOM -> Optional.empty();
    };
  }

  private void refuse(Optional<Misbehaviour> fault) {
    stream.reset();
    fault.ifPresent(it -> host.report(stream.peer(), it));
  }
}
