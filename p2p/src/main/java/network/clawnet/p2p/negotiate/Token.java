package network.clawnet.p2p.negotiate;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.p2p.wire.MessageAssembler;
import network.clawnet.p2p.wire.Uvarint;

/** One message: its length, a text, a line feed that counts. */
final class Token {
  static final String HEADER = "/multistream/1.0.0";
  static final String NOT_AVAILABLE = "na";

  /** Longest message in bytes, line feed included; what go and js accept too. */
  static final int MAX_BYTES = 1024;

  private Token() {}

  static byte[] encode(String text) {
    return Uvarint.prefixed((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static MessageAssembler assembler() {
    return new MessageAssembler(MAX_BYTES);
  }

  /** Reads one message and nothing behind it; empty if more bytes are needed. */
  static Optional<String> next(MessageAssembler assembler, ByteBuffer in) throws DecodeException {
    Optional<byte[]> message = assembler.next(in);
    return message.isPresent() ? Optional.of(text(message.get())) : Optional.empty();
  }

  private static String text(byte[] message) throws DecodeException {
    int length = message.length - 1;
    if (length < 0 || message[length] != '\n') {
      throw new DecodeException("a multistream message ends with a line feed");
    }
    try {
      ByteBuffer text = ByteBuffer.wrap(message, 0, length);
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      throw new DecodeException("a multistream message is not UTF-8");
    }
  }
}
