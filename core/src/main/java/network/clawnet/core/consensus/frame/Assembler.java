package network.clawnet.core.consensus.frame;

import java.util.Optional;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import org.jspecify.annotations.Nullable;

/** Joins the pieces of a peer's messages, one large one at a time. Pure. */
public final class Assembler {
  private final int maxMessageBytes;
  private @Nullable ByteWriter begun;
  private int total;

  /**
   * @param maxMessageBytes largest message that is accepted
   */
  public Assembler(int maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
  }

  /**
   * Takes a frame; memory grows with the bytes that came, never with what was announced.
   *
   * @return a message, if the frame completes one
   * @throws DecodeException if the frame does not belong here
   */
  public Optional<byte[]> take(Frame frame) throws DecodeException {
    if (frame instanceof Frame.Whole it) {
      return Optional.of(it.message());
    }
    if (frame instanceof Frame.First it) {
      return begin(it);
    }
    if (frame instanceof Frame.More it) {
      return add(it.piece());
    }
    throw new DecodeException("a frame of the hello after the hello");
  }

  private Optional<byte[]> begin(Frame.First first) throws DecodeException {
    if (begun != null) {
      throw new DecodeException("a message begins within another");
    }
    if (first.total() <= Frame.PIECE_BYTES || first.total() > maxMessageBytes) {
      throw new DecodeException("a message of " + first.total() + " bytes in pieces");
    }
    total = first.total();
    begun = new ByteWriter(2 * Frame.PIECE_BYTES);
    return add(first.piece());
  }

  private Optional<byte[]> add(byte[] piece) throws DecodeException {
    ByteWriter out = begun;
    if (out == null) {
      throw new DecodeException("a piece of no message");
    }
    out.raw(piece);
    if (out.size() > total) {
      throw new DecodeException("more bytes than were announced");
    }
    if (out.size() < total) {
      return Optional.empty();
    }
    begun = null;
    return Optional.of(out.toBytes());
  }
}
