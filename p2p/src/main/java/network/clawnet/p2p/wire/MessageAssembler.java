package network.clawnet.p2p.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;

/**
 * Cuts a stream into messages behind their lengths, however it was split on the way. Holds at most
 * one unfinished message, and no more memory for it than twice what has arrived. One owner thread;
 * of no further use after an exception.
 */
public final class MessageAssembler {
  /** First allocation for a message in bytes; a large length alone costs the sender's peer this. */
  private static final int FIRST_BYTES = 1024;

  private static final int UNKNOWN = -1;
  private static final byte[] NOTHING = new byte[0];

  private final int limit;
  private final ByteBuffer prefix = ByteBuffer.allocate(Uvarint.MAX_BYTES);
  private int length = UNKNOWN;
  private int filled;
  private byte[] message = NOTHING;

  /**
   * @param limit largest message in bytes that is accepted
   */
  public MessageAssembler(int limit) {
    this.limit = limit;
  }

  /**
   * Takes bytes up to the end of one message; call again until nothing comes back.
   *
   * @throws DecodeException if a length is over the limit or no minimal varint
   */
  public Optional<byte[]> next(ByteBuffer in) throws DecodeException {
    if (length == UNKNOWN && !readLength(in)) {
      return Optional.empty();
    }
    int taken = Math.min(in.remaining(), length - filled);
    reserve(filled + taken);
    in.get(message, filled, taken);
    filled += taken;
    if (filled < length) {
      return Optional.empty();
    }
    byte[] whole = message.length == length ? message : Arrays.copyOf(message, length);
    length = UNKNOWN;
    filled = 0;
    message = NOTHING;
    return Optional.of(whole);
  }

  /** Returns whether the stream may end here without cutting a message short. */
  public boolean isBetweenMessages() {
    return length == UNKNOWN && prefix.position() == 0;
  }

  private boolean readLength(ByteBuffer in) throws DecodeException {
    while (in.hasRemaining()) {
      byte b = in.get();
      prefix.put(b);
      if (b >= 0) {
        length = Uvarint.readLength(prefix.flip(), limit);
        prefix.clear();
        return true;
      }
      if (prefix.position() >= Uvarint.size(limit)) {
        throw new DecodeException("length over the limit of " + limit);
      }
    }
    return false;
  }

  private void reserve(int bytes) {
    if (message.length < bytes) {
      int size = Math.max(bytes, Math.max(FIRST_BYTES, 2 * message.length));
      message = Arrays.copyOf(message, Math.min(size, length));
    }
  }
}
