package network.clawnet.core.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;

/**
 * A part of content that is delivered, the body of a letter of type {@link #TYPE}. It has no name:
 * content is named by its hash alone. Source: docs/protocol/delivery.md, section 5.
 *
 * @param content SHA-256 of the whole content
 * @param total size of the whole content, in bytes
 * @param offset where this part begins
 * @param bytes not to be changed
 */
public record Piece(Hash content, long total, long offset, byte[] bytes) {
  /** Type of the letter that carries it. */
  public static final String TYPE = "content";

  private static final int HEAD_BYTES = Hash.BYTES + 2 * Long.BYTES;

  /** Most bytes of content in one piece. */
  public static final int MAX_BYTES = Letter.MAX_BODY_BYTES - HEAD_BYTES;

  /** Cuts content that is in memory; empty content is one empty piece. */
  public static List<Piece> cut(byte[] content) {
    Hash hash = Hash.sha256(content);
    List<Piece> out = new ArrayList<>();
    int offset = 0;
    do {
      int end = Math.min(content.length, offset + MAX_BYTES);
      out.add(new Piece(hash, content.length, offset, Arrays.copyOfRange(content, offset, end)));
      offset = end;
    } while (offset < content.length);
    return out;
  }

  /** Returns the letter that carries it. */
  public Letter letter() {
    return new Letter(
        TYPE,
        new ByteWriter(HEAD_BYTES + bytes.length)
            .raw(content.bytes())
            .u64(total)
            .u64(offset)
            .raw(bytes)
            .toBytes());
  }

  /**
   * Reads the body of a letter.
   *
   * @throws DecodeException if the form is wrong, or the piece does not lie within its content
   */
  public static Piece parse(byte[] body) throws DecodeException {
    ByteReader in = new ByteReader(body);
    Hash content = Hash.of(in.raw(Hash.BYTES));
    long total = in.u64();
    long offset = in.u64();
    byte[] bytes = in.raw(in.remaining());
    if (offset > total || bytes.length > total - offset || (bytes.length == 0 && total > 0)) {
      throw new DecodeException("a piece outside its content");
    }
    return new Piece(content, total, offset, bytes);
  }

  /** Returns whether it begins where pieces begin, and is full unless it is the last. */
  public boolean isRegular() {
    return offset % MAX_BYTES == 0 && (bytes.length == MAX_BYTES || end() == total);
  }

  /** Returns where the next piece begins. */
  public long end() {
    return offset + bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Piece it
        && content.equals(it.content)
        && total == it.total
        && offset == it.offset
        && Arrays.equals(bytes, it.bytes);
  }

  @Override
  public int hashCode() {
    return content.hashCode() * 31 + Long.hashCode(offset);
  }
}
