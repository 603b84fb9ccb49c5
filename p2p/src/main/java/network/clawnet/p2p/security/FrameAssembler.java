package network.clawnet.p2p.security;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts the handshake's part of a stream into messages behind their u16 lengths. Holds no more than
 * twice what has arrived.
 */
final class FrameAssembler {
  private static final int FIRST_BYTES = 256;
  private static final byte[] NOTHING = {};

  private final int limit;
  private final ByteBuffer prefix = ByteBuffer.allocate(NoiseCipher.LENGTH_BYTES);
  private int filled;
  private byte[] message = NOTHING;

  FrameAssembler(int limit) {
    this.limit = limit;
  }

  /** Takes bytes up to the end of one message; empty if more are needed. */
  Optional<byte[]> next(ByteBuffer in) throws HandshakeException {
    while (prefix.hasRemaining()) {
      if (!in.hasRemaining()) {
        return Optional.empty();
      }
      prefix.put(in.get());
    }
    int length = prefix.getShort(0) & 0xffff;
    if (length > limit) {
      throw new HandshakeException(
          HandshakeException.Reason.TOO_LONG, "handshake message of " + length + " bytes");
    }
    int taken = Math.min(in.remaining(), length - filled);
    if (message.length < filled + taken) {
      int size = Math.max(filled + taken, Math.max(FIRST_BYTES, 2 * message.length));
      message = Arrays.copyOf(message, Math.min(size, length));
    }
    in.get(message, filled, taken);
    filled += taken;
    if (filled < length) {
      return Optional.empty();
    }
    byte[] whole = message.length == length ? message : Arrays.copyOf(message, length);
    prefix.clear();
    filled = 0;
    message = NOTHING;
    return Optional.of(whole);
  }
}
