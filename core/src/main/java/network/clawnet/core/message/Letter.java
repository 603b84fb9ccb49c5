package network.clawnet.core.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;

/**
 * What only sender and receiver can read.
 *
 * @param type what it is, 1 to {@link #MAX_TYPE_BYTES} bytes; a word between programs
 * @param body at most {@link #MAX_BODY_BYTES}; not to be changed
 */
public record Letter(String type, byte[] body) {
  /** Longest type, in bytes of UTF-8. */
  public static final int MAX_TYPE_BYTES = 64;

  /** Largest body, in bytes; what is larger travels in pieces. */
  public static final int MAX_BODY_BYTES = 256 * 1024;

  /** Largest encoded letter, in bytes. */
  static final int MAX_BYTES = 2 * Integer.BYTES + MAX_TYPE_BYTES + MAX_BODY_BYTES;

  public Letter {
    int typeBytes = type.getBytes(StandardCharsets.UTF_8).length;
    if (typeBytes < 1 || typeBytes > MAX_TYPE_BYTES || body.length > MAX_BODY_BYTES) {
      throw new IllegalArgumentException("letter out of range");
    }
  }

  byte[] toBytes() {
    return new ByteWriter(body.length + 80).text(type).bytes(body).toBytes();
  }

  static Letter read(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    String type = in.text(MAX_TYPE_BYTES);
    byte[] body = in.bytes(MAX_BODY_BYTES);
    in.end();
    if (type.isEmpty()) {
      throw new DecodeException("a letter without a type");
    }
    return new Letter(type, body);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Letter it && type.equals(it.type) && Arrays.equals(body, it.body);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(body);
  }
}
