package network.clawnet.p2p.security;

import java.nio.ByteBuffer;
import network.clawnet.core.crypto.ChaChaPoly;

/**
 * Seals or opens the frames of one direction, in their order. A frame is a u16 length and that many
 * bytes, of which the last {@link #TAG_BYTES} are the tag. One owner thread; one instance is used
 * for sealing or for opening, never for both. Source: Noise, section 5.1; libp2p noise, wire
 * format.
 */
public final class NoiseCipher {
  /** Longest sealed text in bytes, tag included; every peer must accept it. */
  public static final int MAX_SEALED = 65_535;

  /** What sealing adds, in bytes, without the length. */
  public static final int TAG_BYTES = ChaChaPoly.TAG_BYTES;

  /** Most bytes of plain text in a frame. */
  public static final int MAX_PLAIN = MAX_SEALED - TAG_BYTES;

  /** Size of the length in front of a sealed text, in bytes. */
  public static final int LENGTH_BYTES = 2;

  /** The Noise framework reserves this counter, as an unsigned number the largest. */
  private static final long RESERVED = -1;

  private static final byte[] NO_ASSOCIATED = {};

  private final ChaChaPoly cipher;
  private long counter;

  NoiseCipher(byte[] key) {
    cipher = new ChaChaPoly(key);
  }

  /**
   * Appends one frame, length included, with what is left in {@code plain}. Fastest if both buffers
   * have arrays or both are direct; a mixture costs a copy.
   *
   * @param plain at most {@link #MAX_PLAIN} bytes, perhaps none
   * @param out with room for {@link #LENGTH_BYTES}, the plain text and {@link #TAG_BYTES}; may
   *     share memory with {@code plain} only if it begins {@link #LENGTH_BYTES} before it
   */
  public void sealFrame(ByteBuffer plain, ByteBuffer out) {
    int length = plain.remaining() + TAG_BYTES;
    if (length > MAX_SEALED) {
      throw new IllegalArgumentException("a frame carries at most 65519 bytes");
    }
    out.putShort((short) length);
    cipher.seal(next(), NO_ASSOCIATED, plain, out);
  }

  /**
   * Opens one frame.
   *
   * @param sealed exactly the frame without its length
   * @param out with room for the plain text: {@link #TAG_BYTES} less than is sealed; may begin at
   *     the same byte of the same memory as {@code sealed}
   * @return false if the frame is not authentic: close at once, this direction is of no further use
   */
  public boolean openFrame(ByteBuffer sealed, ByteBuffer out) {
    return cipher.open(next(), NO_ASSOCIATED, sealed, out);
  }

  /**
   * Returns how many frames were sealed or opened. js-libp2p ends a connection at 2^32 - 1 of them
   * in one direction.
   */
  public long frames() {
    return counter;
  }

  private long next() {
    if (counter == RESERVED) {
      throw new IllegalStateException("the counter of the connection is used up");
    }
    return counter++;
  }
}
