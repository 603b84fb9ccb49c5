package network.clawnet.p2p.multiaddr;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import network.clawnet.core.codec.DecodeException;

/** Percent encoding of RFC 3986: everything but the unreserved characters. */
final class PercentText {
  private static final String UNRESERVED = "-._~";
  private static final HexFormat UPPER = HexFormat.of().withUpperCase();

  private PercentText() {}

  static String format(byte[] value) {
    StringBuilder out = new StringBuilder(value.length);
    for (byte b : value) {
      if (isUnreserved((char) (b & 0xff))) {
        out.append((char) b);
      } else {
        out.append('%').append(UPPER.toHexDigits(b));
      }
    }
    return out.toString();
  }

  static byte[] parse(String text) throws DecodeException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        out.write(escaped(text, i));
        i += 2;
      } else {
        out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    if (out.size() == 0) {
      throw new DecodeException("an HTTP path is not empty");
    }
    return out.toByteArray();
  }

  private static int escaped(String text, int at) throws DecodeException {
    boolean whole =
        at + 2 < text.length()
            && HexFormat.isHexDigit(text.charAt(at + 1))
            && HexFormat.isHexDigit(text.charAt(at + 2));
    if (!whole) {
      throw new DecodeException("a percent sign needs two hex digits");
    }
    return HexFormat.fromHexDigits(text, at + 1, at + 3);
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || UNRESERVED.indexOf(c) >= 0;
  }
}
