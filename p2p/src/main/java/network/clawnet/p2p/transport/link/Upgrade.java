package network.clawnet.p2p.transport.link;

import io.netty.buffer.ByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.negotiate.Initiator;
import network.clawnet.p2p.negotiate.Progress;
import network.clawnet.p2p.negotiate.Responder;
import network.clawnet.p2p.security.HandshakeException;
import network.clawnet.p2p.security.HandshakeStep;
import network.clawnet.p2p.security.NoiseCipher;
import network.clawnet.p2p.security.NoiseHandshake;
import network.clawnet.p2p.security.NoiseIdentity;
import network.clawnet.p2p.security.NoiseSession;
import network.clawnet.p2p.transport.Direction;
import network.clawnet.p2p.transport.TransportException;
import network.clawnet.p2p.transport.TransportException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The way from a bare byte stream to a secured one with a muxer: bytes in, bytes out. Source:
 * libp2p specification, connections; libp2p.md, section 0.
 *
 * <pre>SECURITY --/noise agreed--> HANDSHAKE --muxer agreed inside--> OVER
 *                               | --none--> MUXER --/yamux/1.0.0 agreed--> OVER</pre>
 */
final class Upgrade {
  static final String NOISE = "/noise";
  static final String YAMUX = "/yamux/1.0.0";

  private final Direction direction;
  private final NoiseHandshake handshake;
  private final FrameCutter frames;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Negotiation negotiation;
  private State state = State.SECURITY;
  private @Nullable NoiseSession session;

  private enum State {
    SECURITY,
    HANDSHAKE,
    MUXER,
    OVER
  }

  /**
   * What to do after bytes were taken.
   *
   * @param send bytes to write, perhaps none, also in the last step
   * @param session present once it is over
   * @param plain bytes of the muxer that came with the last frame, opened already
   */
  record Step(byte[] send, Optional<NoiseSession> session, ByteBuffer plain) {}

  /** Either side of a negotiation. */
  private interface Negotiation {
    Progress feed(ByteBuffer in) throws DecodeException;
  }

  Upgrade(
      Direction direction,
      NoiseIdentity identity,
      Optional<PeerId> expected,
      Entropy entropy,
      ByteBufAllocator memory) {
    this.direction = direction;
    frames = new FrameCutter(memory);
    List<String> muxers = List.of(YAMUX);
    handshake =
        direction == Direction.OUTBOUND
            ? NoiseHandshake.initiator(identity, expected, muxers, entropy)
            : NoiseHandshake.responder(identity, muxers, entropy);
    negotiation = negotiate(NOISE);
  }

  private Negotiation negotiate(String protocol) {
    if (direction == Direction.INBOUND) {
      return new Responder(protocol::equals)::feed;
    }
    Initiator initiator = new Initiator(List.of(protocol));
    out.writeBytes(initiator.start());
    return initiator::feed;
  }

  /** Returns the first flight; once. */
  byte[] start() {
    return takeOut();
  }

  /**
   * Takes bytes of the other side; what is left belongs to the session.
   *
   * @throws TransportException if there will be no connection; close
   */
  Step feed(ByteBuffer in) throws TransportException {
    try {
      if (state == State.SECURITY) {
        security(in);
      }
      if (state == State.HANDSHAKE) {
        handshake(in);
      }
      return state == State.MUXER ? muxer(in) : step(ByteBuffer.allocate(0));
    } catch (DecodeException e) {
      throw new TransportException(Reason.BAD_HANDSHAKE, "" + e.getMessage());
    } catch (HandshakeException e) {
      Reason reason =
          e.reason() == HandshakeException.Reason.WRONG_PEER
              ? Reason.WRONG_PEER
              : Reason.BAD_HANDSHAKE;
      throw new TransportException(reason, "" + e.getMessage());
    }
  }

  private Step step(ByteBuffer plain) {
    boolean over = state == State.OVER;
    return new Step(takeOut(), over ? Optional.ofNullable(session) : Optional.empty(), plain);
  }

  private byte[] takeOut() {
    byte[] send = out.toByteArray();
    out.reset();
    return send;
  }

  private void security(ByteBuffer in) throws DecodeException, TransportException {
    Progress progress = negotiation.feed(in);
    out.writeBytes(progress.send());
    if (agreed(progress)) {
      state = State.HANDSHAKE;
      out.writeBytes(handshake.start());
    }
  }

  private static boolean agreed(Progress progress) throws TransportException {
    if (progress.status() == Progress.Status.REFUSED) {
      throw new TransportException(Reason.NO_COMMON_PROTOCOL, "the peer does not speak it");
    }
    return progress.status() == Progress.Status.AGREED;
  }

  private void handshake(ByteBuffer in) throws HandshakeException {
    HandshakeStep step = handshake.feed(in);
    out.writeBytes(step.send());
    if (step.session().isEmpty()) {
      return;
    }
    NoiseSession made = step.session().get();
    session = made;
    if (made.muxer().isPresent()) {
      state = State.OVER;
      return;
    }
    state = State.MUXER;
    byte[] third = takeOut();
    negotiation = negotiate(YAMUX);
    byte[] proposal = takeOut();
    out.writeBytes(third);
    seal(proposal, made.sender());
  }

  private void seal(byte[] plain, NoiseCipher sender) {
    if (plain.length > 0) {
      ByteBuffer frame =
          ByteBuffer.allocate(NoiseCipher.LENGTH_BYTES + plain.length + NoiseCipher.TAG_BYTES);
      sender.sealFrame(ByteBuffer.wrap(plain), frame);
      out.writeBytes(frame.array());
    }
  }

  private Step muxer(ByteBuffer in) throws DecodeException, TransportException {
    NoiseSession made = java.util.Objects.requireNonNull(session);
    ByteBuffer sealed = frames.next(in);
    while (sealed != null) {
      ByteBuffer plain = open(sealed, made.receiver());
      Progress progress = negotiation.feed(plain);
      seal(progress.send(), made.sender());
      if (agreed(progress)) {
        state = State.OVER;
        return step(plain);
      }
      sealed = frames.next(in);
    }
    return step(ByteBuffer.allocate(0));
  }

  private static ByteBuffer open(ByteBuffer sealed, NoiseCipher receiver)
      throws TransportException {
    ByteBuffer plain = ByteBuffer.allocate(Math.max(0, sealed.remaining() - NoiseCipher.TAG_BYTES));
    if (!receiver.openFrame(sealed, plain)) {
      throw new TransportException(Reason.BAD_HANDSHAKE, "a frame is not authentic");
    }
    return plain.flip();
  }

  /** Gives memory back. */
  void close() {
    frames.close();
  }
}
