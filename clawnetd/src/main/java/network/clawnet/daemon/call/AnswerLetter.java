package network.clawnet.daemon.call;

import java.util.HexFormat;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.daemon.app.message.Calls;

/**
 * What the provider's node answers.
 *
 * @param id of the call
 * @param status of HTTP, as the provider's program or its node said
 * @param output not to be changed
 */
record AnswerLetter(String id, int status, byte[] output) {
  /** Type of the letter. */
  static final String TYPE = "call-answer";

  private static final int LEAST = 100;
  private static final int MOST = 599;
  private static final int FIRST_GOOD = 200;
  private static final int FIRST_OTHER = 300;

  byte[] toBytes() {
    return new ByteWriter(output.length + 64)
        .raw(HexFormat.of().parseHex(id))
        .u16(status)
        .bytes(output)
        .toBytes();
  }

  static AnswerLetter parse(byte[] body) throws DecodeException {
    ByteReader in = new ByteReader(body);
    AnswerLetter out =
        new AnswerLetter(
            HexFormat.of().formatHex(in.raw(CallLetter.ID_BYTES)),
            in.u16(),
            in.bytes(Calls.MAX_BYTES));
    in.end();
    if (out.status < LEAST || out.status > MOST) {
      throw new DecodeException("no status " + out.status);
    }
    return out;
  }

  /** Returns whether an answer is one for which the renter pays. */
  static boolean counts(int status) {
    return status >= FIRST_GOOD && status < FIRST_OTHER;
  }
}
