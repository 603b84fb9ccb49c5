package network.clawnet.p2p.security;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.peer.IdentityKey;
import network.clawnet.p2p.security.HandshakeException.Reason;

/**
 * One side of a handshake: frames in, frames out, at the end a session with a proven peer. One
 * owner thread; of no further use after an exception or the session.
 *
 * <pre>
 *   initiator: AWAIT_SECOND --identity proven, third sent--> OVER
 *   responder: AWAIT_FIRST --second sent--> AWAIT_THIRD --identity proven--> OVER</pre>
 */
public final class NoiseHandshake {
  /** Longest handshake message in bytes that is accepted; an RSA identity of 8192 bits fits. */
  public static final int MAX_MESSAGE_BYTES = 8_192;

  private static final byte[] NOTHING = {};

  private final NoiseIdentity identity;
  private final Optional<PeerId> expected;
  private final List<String> muxers;
  private final XxPattern pattern;
  private final FrameAssembler frames = new FrameAssembler(MAX_MESSAGE_BYTES);
  private State state;

  private enum State {
    AWAIT_FIRST,
    AWAIT_SECOND,
    AWAIT_THIRD,
    OVER
  }

  private NoiseHandshake(
      NoiseIdentity identity,
      Optional<PeerId> expected,
      List<String> muxers,
      Entropy entropy,
      State state) {
    this.identity = identity;
    this.expected = expected;
    this.muxers = List.copyOf(muxers);
    this.state = state;
    pattern = new XxPattern(NOTHING, identity.staticKey(), KeyPair.fresh(entropy));
  }

  /**
   * The side that dialed.
   *
   * @param expected whom the dialed address names; empty takes whoever is there
   * @param muxers of this side, the preferred one first; none to negotiate later
   */
  public static NoiseHandshake initiator(
      NoiseIdentity identity, Optional<PeerId> expected, List<String> muxers, Entropy entropy) {
    return new NoiseHandshake(identity, expected, muxers, entropy, State.AWAIT_SECOND);
  }

  /**
   * The side that was dialed, by whomever.
   *
   * @param muxers of this side; none to negotiate later
   */
  public static NoiseHandshake responder(
      NoiseIdentity identity, List<String> muxers, Entropy entropy) {
    return new NoiseHandshake(identity, Optional.empty(), muxers, entropy, State.AWAIT_FIRST);
  }

  /** Returns the first flight: a message of the initiator, nothing of the responder. Once. */
  public byte[] start() {
    return state == State.AWAIT_SECOND ? frame(pattern.writeFirst(NOTHING)) : NOTHING;
  }

  /**
   * Takes bytes of the other side, none behind its last message.
   *
   * @throws HandshakeException if the other side failed to prove who it is; close
   * @throws IllegalStateException if the handshake is over
   */
  public HandshakeStep feed(ByteBuffer in) throws HandshakeException {
    if (state == State.OVER) {
      throw new IllegalStateException("the handshake is over");
    }
    byte[] send = NOTHING;
    Optional<byte[]> message = frames.next(in);
    while (message.isPresent()) {
      HandshakeStep step = onMessage(message.get());
      if (step.session().isPresent()) {
        return step;
      }
      send = step.send(); // a responder has only one message to send
      message = frames.next(in);
    }
    return new HandshakeStep(send, Optional.empty());
  }

  private HandshakeStep onMessage(byte[] message) throws HandshakeException {
    State before = state;
    state = State.OVER; // unless all goes well
    return switch (before) {
      case AWAIT_FIRST -> {
        pattern.readFirst(message);
        byte[] second = frame(pattern.writeSecond(payload()));
        state = State.AWAIT_THIRD;
        yield new HandshakeStep(second, Optional.empty());
      }
      case AWAIT_SECOND -> {
        NoisePayload remote = verified(pattern.readSecond(message));
        byte[] third = frame(pattern.writeThird(payload()));
        yield new HandshakeStep(third, Optional.of(session(remote, true)));
      }
      case AWAIT_THIRD -> {
        NoisePayload remote = verified(pattern.readThird(message));
        yield new HandshakeStep(NOTHING, Optional.of(session(remote, false)));
      }
      case OVER -> throw new IllegalStateException("the handshake is over");
    };
  }

  private byte[] payload() {
    return new NoisePayload(identity.identity(), identity.signature(), muxers).encode();
  }

  private NoisePayload verified(byte[] bytes) throws HandshakeException {
    NoisePayload payload;
    try {
      payload = NoisePayload.decode(bytes);
    } catch (DecodeException e) {
      throw new HandshakeException(Reason.MALFORMED, "handshake payload: " + e.getMessage());
    }
    IdentityKey key = payload.identity();
    if (!key.verify(NoiseIdentity.signed(pattern.remoteStatic()), payload.signature())) {
      throw new HandshakeException(
          Reason.BAD_SIGNATURE, "the identity did not sign the static key");
    }
    PeerId peer = key.peerId();
    if (expected.isPresent() && !expected.get().equals(peer)) {
      throw new HandshakeException(
          Reason.WRONG_PEER, "dialed " + expected.get() + " and found " + peer);
    }
    return payload;
  }

  private NoiseSession session(NoisePayload remote, boolean initiator) {
    NoiseCipher[] ciphers = pattern.split();
    return new NoiseSession(
        remote.identity(),
        remote.identity().peerId(),
        initiator ? common(muxers, remote.muxers()) : common(remote.muxers(), muxers),
        ciphers[initiator ? 0 : 1],
        ciphers[initiator ? 1 : 0]);
  }

  /** Lists without a common entry leave the muxer open, as in go: the negotiation will tell. */
  private static Optional<String> common(List<String> ofInitiator, List<String> ofResponder) {
    return ofInitiator.stream().filter(ofResponder::contains).findFirst();
  }

  private static byte[] frame(byte[] message) {
    return ByteBuffer.allocate(NoiseCipher.LENGTH_BYTES + message.length)
        .putShort((short) message.length)
        .put(message)
        .array();
  }
}
