package network.clawnet.core.light;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;

/**
 * What a full node says to an event that it was given: a claim that proves nothing.
 *
 * @param code why it does not take the event, a stable code; empty if it does
 * @param message the reason in words; empty if it takes the event
 */
public record SubmitAnswer(String code, String message) {
  /** Longest code in bytes. */
  static final int MAX_CODE_BYTES = 64;

  /** Longest message in bytes; longer ones are cut. */
  static final int MAX_MESSAGE_BYTES = 1_024;

  /** Largest encoded size in bytes. */
  public static final int MAX_BYTES = 8 + MAX_CODE_BYTES + MAX_MESSAGE_BYTES;

  /** The event waits for a block. */
  public static final SubmitAnswer ACCEPTED = new SubmitAnswer("", "");

  /** Returns whether the node took the event. */
  public boolean accepted() {
    return code.isEmpty();
  }

  /** Returns code and message, each u32 length and UTF-8. */
  public byte[] encode() {
    return new ByteWriter(64).text(code).bytes(cut(message)).toBytes();
  }

  private static byte[] cut(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    int end = Math.min(bytes.length, MAX_MESSAGE_BYTES);
    while (end < bytes.length && (bytes[end] & 0xc0) == 0x80) {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }

  /** Reads what {@link #encode} wrote and nothing else. */
  public static SubmitAnswer decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    SubmitAnswer answer = new SubmitAnswer(in.text(MAX_CODE_BYTES), in.text(MAX_MESSAGE_BYTES));
    in.end();
    return answer;
  }
}
