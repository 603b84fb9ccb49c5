package network.clawnet.p2p.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.testing.fuzz.FuzzTarget;
import network.clawnet.p2p.peer.HostKey;

/** No bytes but those of a true peer end a handshake with a session. */
public final class NoiseHandshakeFuzzTest implements FuzzTarget {
  private static final Entropy FIXED = target -> Arrays.fill(target, (byte) 7);
  private static final List<String> MUXERS = List.of("/yamux/1.0.0");
  private static final NoiseIdentity IDENTITY =
      NoiseIdentity.create(new HostKey(SigningKey.of(new byte[SigningKey.BYTES])), FIXED);

  @Override
  public List<byte[]> samples() {
    byte[] first = initiator().start();
    try {
      byte[] second =
          NoiseHandshake.responder(IDENTITY, MUXERS, FIXED).feed(ByteBuffer.wrap(first)).send();
      return List.of(first, second);
    } catch (HandshakeException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void run(byte[] input) throws DecodeException {
    NoiseHandshake initiator = initiator();
    initiator.start();
    Optional<NoiseSession> session = feed(initiator, input);
    session.ifPresent(it -> assertThat(it.remoteKey()).isEqualTo(IDENTITY.identity()));
    assertThat(feed(NoiseHandshake.responder(IDENTITY, MUXERS, FIXED), input)).isEmpty();
  }

  private static NoiseHandshake initiator() {
    return NoiseHandshake.initiator(IDENTITY, Optional.empty(), MUXERS, FIXED);
  }

  private static Optional<NoiseSession> feed(NoiseHandshake handshake, byte[] input) {
    try {
      return handshake.feed(ByteBuffer.wrap(input)).session();
    } catch (HandshakeException e) {
      assertThat(e.reason()).isNotNull();
      return Optional.empty();
    }
  }
}
