package network.clawnet.cli.command;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Builds the path and query of a request, percent-encoded. */
public final class Target {
  private static final String PLAIN = "-._~:";
  private static final String HEX = "0123456789ABCDEF";

  private final StringBuilder text;
  private boolean hasQuery;

  private Target(String path) {
    this.text = new StringBuilder(path);
  }

  /** Starts with a path of the API, which needs no encoding. */
  public static Target of(String path) {
    return new Target(path);
  }

  /** Adds a path segment. */
  public Target segment(String segment) {
    text.append('/');
    encode(segment);
    return this;
  }

  /** Adds a query parameter. */
  public Target query(String name, String value) {
    text.append(hasQuery ? '&' : '?').append(name).append('=');
    hasQuery = true;
    encode(value);
    return this;
  }

  /** Adds a query parameter where there is a value. */
  public Target query(String name, Optional<?> value) {
    return value.isPresent() ? query(name, value.get().toString()) : this;
  }

  /** Returns the encoded target. */
  public String text() {
    return text.toString();
  }

  private void encode(String raw) {
    for (byte b : raw.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (b >= '0' && b <= '9')
              || (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b > 0 && PLAIN.indexOf(b) >= 0);
      if (plain) {
        text.append((char) b);
      } else {
        text.append('%').append(HEX.charAt(b >> 4 & 0xf)).append(HEX.charAt(b & 0xf));
      }
    }
  }
}
