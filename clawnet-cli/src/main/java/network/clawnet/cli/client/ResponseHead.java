package network.clawnet.cli.client;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Status line and headers of an answer. */
record ResponseHead(int status, Map<String, String> headers) {
  static final int MAX_LINE_BYTES = 8_192;
  static final int MAX_HEADERS = 100;
  private static final int MAX_LENGTH_DIGITS = 12;
  private static final int MAX_INTERIM_ANSWERS = 8;

  /**
   * Reads the head of the final answer; interim ones (1xx) are skipped.
   *
   * @throws BadAnswer if it is not an HTTP/1 answer or exceeds a limit
   */
  static ResponseHead read(ByteSource source) throws IOException {
    for (int i = 0; i < MAX_INTERIM_ANSWERS; i++) {
      int status = status(source.line(MAX_LINE_BYTES));
      Map<String, String> headers = headers(source);
      if (status >= 200) {
        return new ResponseHead(status, headers);
      }
    }
    throw new BadAnswer("too many interim answers");
  }

  /** Returns the declared length, -1 if there is none. */
  long contentLength() throws BadAnswer {
    String text = headers.get("content-length");
    if (text == null) {
      return -1;
    }
    if (text.isEmpty() || text.length() > MAX_LENGTH_DIGITS) {
      throw new BadAnswer("bad Content-Length");
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        throw new BadAnswer("bad Content-Length");
      }
    }
    return Long.parseLong(text);
  }

  /** Returns whether the body comes in chunks. */
  boolean isChunked() throws BadAnswer {
    String coding = headers.get("transfer-encoding");
    if (coding == null) {
      return false;
    }
    if (!coding.equalsIgnoreCase("chunked")) {
      throw new BadAnswer("unknown Transfer-Encoding");
    }
    return true;
  }

  private static int status(String line) throws BadAnswer {
    boolean form =
        line.length() >= 12
            && line.startsWith("HTTP/1.")
            && line.charAt(8) == ' '
            && (line.length() == 12 || line.charAt(12) == ' ');
    if (!form) {
      throw new BadAnswer("this is not an HTTP answer");
    }
    int status = 0;
    for (int i = 9; i < 12; i++) {
      int digit = line.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new BadAnswer("bad status");
      }
      status = status * 10 + digit;
    }
    if (status < 100 || status > 599) {
      throw new BadAnswer("bad status");
    }
    return status;
  }

  private static Map<String, String> headers(ByteSource source) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (int i = 0; i <= MAX_HEADERS; i++) {
      String line = source.line(MAX_LINE_BYTES);
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new BadAnswer("bad header line");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      String earlier = headers.putIfAbsent(name, value);
      if (earlier != null && name.equals("content-length") && !earlier.equals(value)) {
        throw new BadAnswer("two different Content-Length headers");
      }
    }
    throw new BadAnswer("more than " + MAX_HEADERS + " headers");
  }
}
