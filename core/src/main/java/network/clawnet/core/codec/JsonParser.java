package network.clawnet.core.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads strict JSON (RFC 8259) in one pass: UTF-8 only, no duplicate members, no lone surrogates,
 * nothing after the value, and bounded depth and width.
 *
 * <p>The caller bounds the size of the input. Source: docs/protocol/encoding.md, section 2.
 */
public final class JsonParser {
  /** Deepest nesting of arrays and objects. */
  public static final int MAX_DEPTH = 32;

  /** Most members of one object, or items of one array. */
  public static final int MAX_WIDTH = 1_024;

  private static final int MAX_NUMBER_CHARS = 64;
  private static final char REPLACEMENT = '\ufffd';

  private final String text;
  private final int maxWidth;
  private int at;
  private boolean plain = true;

  private JsonParser(String text, int maxWidth) {
    this.text = text;
    this.maxWidth = maxWidth;
  }

  /**
   * Reads one value.
   *
   * @throws DecodeException naming the fault and its character position
   */
  public static Json parse(byte[] utf8) throws DecodeException {
    return parse(utf8, MAX_WIDTH);
  }

  private static Json parse(byte[] utf8, int maxWidth) throws DecodeException {
    return new JsonParser(text(utf8), maxWidth).whole();
  }

  private static String text(byte[] utf8) throws DecodeException {
    String text = new String(utf8, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return text;
    }
    try { // the character was in the input, or it stands for what is not UTF-8
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new DecodeException("not valid UTF-8");
    }
  }

  private Json whole() throws DecodeException {
    space();
    Json value = value(0);
    space();
    if (at != text.length()) {
      throw fault("something follows the JSON value");
    }
    return value;
  }

  /**
   * An object with what the parser saw of its form.
   *
   * @param plain true only if the text is the canonical form of the object: no space, no escape,
   *     sorted members, integers. False says nothing: a form with escapes may be canonical, too
   */
  public record Seen(Json.Obj object, String text, boolean plain) {}

  /** Reads one object and watches its form, which spares most callers a second look. */
  public static Seen parseWatching(byte[] utf8) throws DecodeException {
    String text = text(utf8);
    JsonParser parser = new JsonParser(text, MAX_WIDTH);
    if (parser.whole() instanceof Json.Obj object) {
      return new Seen(object, text, parser.plain);
    }
    throw new DecodeException("expected a JSON object");
  }

  /** Reads one value that must be an object. */
  public static Json.Obj parseObject(byte[] utf8) throws DecodeException {
    return parseObject(utf8, MAX_WIDTH);
  }

  /**
   * Reads one object that may be wider than usual: an answer of a node that is trusted.
   *
   * @param maxWidth most members of one object, or items of one array
   */
  public static Json.Obj parseObject(byte[] utf8, int maxWidth) throws DecodeException {
    if (parse(utf8, maxWidth) instanceof Json.Obj object) {
      return object;
    }
    throw new DecodeException("expected a JSON object");
  }

  private Json value(int depth) throws DecodeException {
    if (depth > MAX_DEPTH) {
      throw fault("nested deeper than " + MAX_DEPTH);
    }
    char c = peek();
    return switch (c) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> new Json.Str(string());
      case 't' -> word("true", Json.Bool.TRUE);
      case 'f' -> word("false", Json.Bool.FALSE);
      case 'n' -> word("null", Json.Null.NULL);
      default -> number();
    };
  }

  private Json object(int depth) throws DecodeException {
    TreeMap<String, Json> members = new TreeMap<>();
    String last = "";
    at++;
    space();
    if (peek() == '}') {
      at++;
      return new Json.Obj(members);
    }
    while (true) {
      if (peek() != '"') {
        throw fault("expected a member name");
      }
      String name = string();
      space();
      expect(':');
      space();
      if (members.put(name, value(depth + 1)) != null) {
        throw fault("duplicate member \"" + shown(name) + "\"");
      }
      if (members.size() > maxWidth) {
        throw fault("more than " + maxWidth + " members");
      }
      plain &= members.size() == 1 || last.compareTo(name) < 0;
      last = name;
      space();
      if (peek() == '}') {
        at++;
        return new Json.Obj(members);
      }
      expect(',');
      space();
    }
  }

  private Json array(int depth) throws DecodeException {
    List<Json> items = new ArrayList<>();
    at++;
    space();
    if (peek() == ']') {
      at++;
      return new Json.Arr(items);
    }
    while (true) {
      items.add(value(depth + 1));
      if (items.size() > maxWidth) {
        throw fault("more than " + maxWidth + " items");
      }
      space();
      if (peek() == ']') {
        at++;
        return new Json.Arr(items);
      }
      expect(',');
      space();
    }
  }

  private String string() throws DecodeException {
    int start = ++at;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        return text.substring(start, at++);
      }
      if (c == '\\' || c < 0x20) {
        break;
      }
      at++;
    }
    return escapedString(start);
  }

  private String escapedString(int start) throws DecodeException {
    plain = false;
    StringBuilder out = new StringBuilder(text.substring(start, at));
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        String value = out.toString();
        rejectLoneSurrogates(value);
        return value;
      }
      if (c < 0x20) {
        throw fault("control character in a string");
      }
      out.append(c == '\\' ? escape() : c);
    }
    throw fault("the string does not end");
  }

  private char escape() throws DecodeException {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicodeEscape();
      default -> throw fault("unknown escape");
    };
  }

  private char unicodeEscape() throws DecodeException {
    if (text.length() - at < 4) {
      throw fault("short \\u escape");
    }
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(text.charAt(at++), 16);
      if (digit < 0 || text.charAt(at - 1) > 'f') {
        throw fault("bad \\u escape");
      }
      value = value << 4 | digit;
    }
    return (char) value;
  }

  private void rejectLoneSurrogates(String value) throws DecodeException {
    int i = 0;
    while (i < value.length()) {
      char c = value.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < value.length()
              && Character.isLowSurrogate(value.charAt(i + 1));
      if (Character.isSurrogate(c) && !pair) {
        throw fault("lone surrogate in a string");
      }
      i += pair ? 2 : 1;
    }
  }

  private Json number() throws DecodeException {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    int digits = digits();
    boolean leadingZero = digits > 1 && text.charAt(at - digits) == '0';
    boolean integer = true;
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      integer = false;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      integer = false;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      digits();
    }
    if (leadingZero) {
      throw fault("a number must not start with 0");
    }
    return numberOf(text.substring(start, at), integer);
  }

  private Json numberOf(String literal, boolean integer) throws DecodeException {
    if (literal.length() > MAX_NUMBER_CHARS) {
      throw fault("number longer than " + MAX_NUMBER_CHARS + " characters");
    }
    if (integer && literal.length() <= 17 && !literal.equals("-0")) {
      long value = Long.parseLong(literal);
      if (Math.abs(value) <= Json.Num.MAX) {
        return new Json.Num(value);
      }
    }
    plain = false;
    return new Json.Dec(literal);
  }

  private int digits() throws DecodeException {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw fault("unexpected character");
    }
    return at - start;
  }

  private Json word(String word, Json value) throws DecodeException {
    if (!text.startsWith(word, at)) {
      throw fault("unexpected character");
    }
    at += word.length();
    return value;
  }

  private char peek() throws DecodeException {
    if (at >= text.length()) {
      throw fault("unexpected end");
    }
    return text.charAt(at);
  }

  private void expect(char c) throws DecodeException {
    if (peek() != c) {
      throw fault("expected '" + c + "'");
    }
    at++;
  }

  private void space() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
        return;
      }
      plain = false;
      at++;
    }
  }

  private static String shown(String name) {
    return name.length() <= 32 ? name : name.substring(0, 32) + "…";
  }

  private DecodeException fault(String what) {
    return new DecodeException("bad JSON at character " + at + ": " + what);
  }
}
