package network.clawnet.core.block;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;

/**
 * A header and the canonical bytes of its events. Immutable; nobody may write to the arrays. The
 * header's sizes always fit the body; whether its roots do is for {@link #bodyMatches} and
 * execution to say.
 */
public final class Block {
  private static final int LENGTH_BYTES = 4;

  private final Header header;
  private final List<byte[]> events;
  private final Hash hash;

  /**
   * Joins a header and a body of the sizes that the header names.
   *
   * @param events canonical event bytes in block order
   */
  public Block(Header header, List<byte[]> events) {
    if (header.body().eventCount() != events.size()
        || header.body().bodyBytes() != bodyBytes(events)) {
      throw new IllegalArgumentException("body does not have the size that the header names");
    }
    this.header = header;
    this.events = List.copyOf(events);
    this.hash = header.hash();
  }

  public Header header() {
    return header;
  }

  /** Returns the canonical event bytes in block order; not to be written to. */
  public List<byte[]> events() {
    return events;
  }

  /** Returns the block hash, computed once. */
  public Hash hash() {
    return hash;
  }

  /** Returns true if the body hashes to the header's events root. */
  public boolean bodyMatches() {
    return MerkleRoot.of(events).equals(header.body().eventsRoot());
  }

  /** Returns the size of the encoded body in bytes, length prefixes included. */
  public static int bodyBytes(List<byte[]> events) {
    int size = 0;
    for (byte[] event : events) {
      size = Math.addExact(size, Math.addExact(LENGTH_BYTES, event.length));
    }
    return size;
  }

  /** Appends header and body. */
  public void writeTo(ByteWriter out) {
    header.writeTo(out);
    for (byte[] event : events) {
      out.bytes(event);
    }
  }

  /** Returns header and body. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(Header.BYTES + header.body().bodyBytes());
    writeTo(out);
    return out.toBytes();
  }

  /**
   * Reads what {@link #encode} wrote and nothing else.
   *
   * @param maxBodyBytes largest body that is accepted, in bytes
   */
  public static Block decode(byte[] bytes, int maxBodyBytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    Block block = read(in, maxBodyBytes);
    in.end();
    return block;
  }

  /**
   * Reads the next block.
   *
   * @param maxBodyBytes largest body that is accepted, in bytes
   */
  public static Block read(ByteReader in, int maxBodyBytes) throws DecodeException {
    Header header = Header.read(in);
    return new Block(header, readBody(in, header.body(), maxBodyBytes));
  }

  /**
   * Reads the body that belongs to a header.
   *
   * @param maxBodyBytes largest body that is accepted, in bytes
   */
  public static List<byte[]> readBody(ByteReader in, BodyDigest digest, int maxBodyBytes)
      throws DecodeException {
    int left = digest.bodyBytes();
    if (left > maxBodyBytes) {
      throw new DecodeException("body of " + left + " bytes over the limit of " + maxBodyBytes);
    }
    if (left > in.remaining() || digest.eventCount() > left / LENGTH_BYTES) {
      throw new DecodeException("body is shorter than its header says");
    }
    List<byte[]> events = new ArrayList<>(digest.eventCount());
    for (int i = 0; i < digest.eventCount(); i++) {
      byte[] event = in.bytes(left - LENGTH_BYTES);
      left -= LENGTH_BYTES + event.length;
      if (left < 0) {
        throw new DecodeException("body is longer than its header says");
      }
      events.add(event);
    }
    if (left != 0) {
      throw new DecodeException("body is shorter than its header says");
    }
    return events;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Block it && hash.equals(it.hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return "Block " + header.height() + " " + hash.shortHex();
  }
}
