package network.clawnet.core.codec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import network.clawnet.core.units.Tokens;

/**
 * Reads the members of one object, strictly: each missing, mistyped or unknown member is refused
 * with its name. Used for event payloads and for API bodies.
 */
public final class JsonFields {
  private final Json.Obj object;

  public JsonFields(Json.Obj object) {
    this.object = object;
  }

  /**
   * Refuses every member that is not among {@code known}.
   *
   * @throws DecodeException naming the first unknown member and the known ones
   */
  public JsonFields only(Set<String> known) throws DecodeException {
    for (String name : object.members().keySet()) {
      if (!known.contains(name)) {
        throw new DecodeException(
            "unknown member \""
                + name
                + "\"; known are "
                + String.join(", ", new TreeSet<>(known)));
      }
    }
    return this;
  }

  public boolean has(String name) {
    return object.has(name);
  }

  /** Returns a string member of 1 to {@code maxChars} characters. */
  public String text(String name, int maxChars) throws DecodeException {
    return optionalText(name, maxChars).orElseThrow(() -> missing(name));
  }

  /** Returns a string member of 1 to {@code maxChars} characters, if present. */
  public Optional<String> optionalText(String name, int maxChars) throws DecodeException {
    Json value = object.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Json.Str string)) {
      throw new DecodeException("\"" + name + "\" must be a string");
    }
    if (string.value().isEmpty()) {
      throw new DecodeException("\"" + name + "\" must not be empty");
    }
    if (string.value().length() > maxChars) {
      throw new DecodeException("\"" + name + "\" is longer than " + maxChars + " characters");
    }
    return Optional.of(string.value());
  }

  /** Returns an integer member from {@code min} to {@code max}. */
  public long integer(String name, long min, long max) throws DecodeException {
    OptionalLong value = optionalInteger(name, min, max);
    if (value.isEmpty()) {
      throw missing(name);
    }
    return value.getAsLong();
  }

  /** Returns an integer member from {@code min} to {@code max}, if present. */
  public OptionalLong optionalInteger(String name, long min, long max) throws DecodeException {
    Json value = object.get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    if (!(value instanceof Json.Num number)) {
      throw new DecodeException("\"" + name + "\" must be an integer");
    }
    if (number.value() < min || number.value() > max) {
      throw new DecodeException("\"" + name + "\" must be from " + min + " to " + max);
    }
    return OptionalLong.of(number.value());
  }

  /** Returns an amount as events carry it: a decimal string without sign or leading zero. */
  public Tokens amount(String name) throws DecodeException {
    return optionalAmount(name).orElseThrow(() -> missing(name));
  }

  /** Returns an amount as events carry it, if present. */
  public Optional<Tokens> optionalAmount(String name) throws DecodeException {
    Json value = object.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Json.Str string)) {
      throw new DecodeException("\"" + name + "\" must be a decimal string");
    }
    return Optional.of(parseAmount(name, string.value()));
  }

  /** Returns a boolean member, or {@code absent} where it is missing. */
  public boolean flag(String name, boolean absent) throws DecodeException {
    Json value = object.get(name);
    if (value == null) {
      return absent;
    }
    if (!(value instanceof Json.Bool bool)) {
      throw new DecodeException("\"" + name + "\" must be true or false");
    }
    return bool == Json.Bool.TRUE;
  }

  public Json.Obj object(String name) throws DecodeException {
    Json value = object.get(name);
    if (value == null) {
      throw missing(name);
    }
    if (!(value instanceof Json.Obj member)) {
      throw new DecodeException("\"" + name + "\" must be an object");
    }
    return member;
  }

  /** Returns an array member of at most {@code maxItems}; empty where it is missing. */
  public Json.Arr array(String name, int maxItems) throws DecodeException {
    Json value = object.get(name);
    if (value == null) {
      return new Json.Arr(List.of());
    }
    if (!(value instanceof Json.Arr array)) {
      throw new DecodeException("\"" + name + "\" must be an array");
    }
    if (array.items().size() > maxItems) {
      throw new DecodeException("\"" + name + "\" has more than " + maxItems + " items");
    }
    return array;
  }

  /** Reads the digits of an amount: whole, unsigned, no leading zero, at most 9·10^15. */
  public static Tokens parseAmount(String name, String digits) throws DecodeException {
    boolean plain = !digits.isEmpty() && digits.length() <= 16;
    for (int i = 0; plain && i < digits.length(); i++) {
      plain = digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    if (!plain || (digits.length() > 1 && digits.charAt(0) == '0')) {
      throw new DecodeException(
          "\"" + name + "\" must be a whole number of Token, without sign, fraction or exponent");
    }
    long value = Long.parseLong(digits);
    if (!Tokens.inRange(value)) {
      throw new DecodeException("\"" + name + "\" is over " + Tokens.MAX);
    }
    return new Tokens(value);
  }

  private static DecodeException missing(String name) {
    return new DecodeException("\"" + name + "\" is missing");
  }
}
