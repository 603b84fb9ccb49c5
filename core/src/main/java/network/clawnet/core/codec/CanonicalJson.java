package network.clawnet.core.codec;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes JSON in the one form of RFC 8785: members sorted, no space, shortest escapes.
 *
 * <p>Numbers are integers ({@link Json.Num}), so the ECMAScript number text is plain decimal.
 */
public final class CanonicalJson {
  private static final String HEX = "0123456789abcdef";

  private CanonicalJson() {}

  /**
   * Returns the canonical UTF-8 bytes.
   *
   * @throws IllegalArgumentException if the value holds a {@link Json.Dec}: events never do
   */
  public static byte[] encode(Json value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the canonical text; see {@link #encode}. */
  public static String text(Json value) {
    StringBuilder out = new StringBuilder(512);
    write(value, out);
    return out.toString();
  }

  private static void write(Json value, StringBuilder out) {
    if (value instanceof Json.Obj object) {
      writeObject(object, out);
    } else if (value instanceof Json.Arr array) {
      writeArray(array, out);
    } else if (value instanceof Json.Str string) {
      writeString(string.value(), out);
    } else if (value instanceof Json.Num number) {
      out.append(number.value());
    } else if (value instanceof Json.Bool bool) {
      out.append(bool == Json.Bool.TRUE ? "true" : "false");
    } else if (value instanceof Json.Null) {
      out.append("null");
    } else {
      throw new IllegalArgumentException("no canonical form: " + value);
    }
  }

  private static void writeObject(Json.Obj object, StringBuilder out) {
    char separator = '{';
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      out.append(separator);
      writeString(member.getKey(), out);
      out.append(':');
      write(member.getValue(), out);
      separator = ',';
    }
    out.append(separator == '{' ? "{}" : "}");
  }

  private static void writeArray(Json.Arr array, StringBuilder out) {
    out.append('[');
    for (int i = 0; i < array.items().size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      write(array.items().get(i), out);
    }
    out.append(']');
  }

  private static void writeString(String value, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
