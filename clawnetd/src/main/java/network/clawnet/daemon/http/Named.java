package network.clawnet.daemon.http;

import java.util.Locale;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Address;
import network.clawnet.core.identity.Did;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Refused;

/** Reads one named text of a body, path or query; complaints carry the name and what to do. */
final class Named {
  private static final int MAX_SHOWN_CHARS = 40;

  private Named() {}

  static Did account(String name, String text) throws Refused {
    try {
      return Address.parseAccount(text);
    } catch (DecodeException e) {
      throw new Refused(
          AppCodes.DID_INVALID, "\"" + name + "\": " + e.getMessage() + hint(text, e));
    }
  }

  private static String hint(String text, DecodeException fault) {
    String message = String.valueOf(fault.getMessage());
    return message.contains("placeholder") ? "" : Placeholders.hint(text);
  }

  /** Reads 64 hex digits of any case, with or without {@code 0x}. */
  static Hash hash(String name, String text) throws DecodeException {
    String digits = text.startsWith("0x") ? text.substring(2) : text;
    try {
      return Hash.parse(digits.toLowerCase(Locale.ROOT));
    } catch (DecodeException e) {
      throw new DecodeException(
          "\""
              + name
              + "\" must be a hash of 64 hex digits, with or without 0x, not \""
              + shown(text)
              + "\""
              + Placeholders.hint(text));
    }
  }

  static Tokens amount(String name, Json value) throws DecodeException {
    if (value instanceof Json.Str string) {
      return JsonFields.parseAmount(name, string.value());
    }
    if (value instanceof Json.Num number) {
      return number(name, number.value());
    }
    if (value instanceof Json.Dec other) {
      throw new DecodeException(
          "\""
              + name
              + "\" must be a whole number of Token from 0 to "
              + Tokens.MAX
              + ", not "
              + other.text());
    }
    throw new DecodeException("\"" + name + "\" must be a number or a string of digits");
  }

  private static Tokens number(String name, long value) throws DecodeException {
    if (value < 0) {
      throw new DecodeException("\"" + name + "\" must not be negative");
    }
    if (!Tokens.inRange(value)) {
      throw new DecodeException("\"" + name + "\" is over " + Tokens.MAX);
    }
    return new Tokens(value);
  }

  /** Reads an id of a path or body: short, printable, and not a placeholder. */
  static String id(String name, String text) throws DecodeException {
    if (text.isEmpty() || text.length() > 128) {
      throw new DecodeException("\"" + name + "\" must have 1 to 128 characters");
    }
    if (Placeholders.matches(text)) {
      throw new DecodeException(
          "\"" + name + "\" is \"" + shown(text) + "\"" + Placeholders.hint(text));
    }
    return text;
  }

  /** Reads a node's id. */
  static PeerId peer(String name, String text) throws DecodeException {
    try {
      return PeerId.parse(text);
    } catch (DecodeException e) {
      throw new DecodeException(
          "\""
              + name
              + "\" must be a node's id such as 12D3KooW…, not \""
              + shown(text)
              + "\""
              + Placeholders.hint(text));
    }
  }

  static String shown(String text) {
    return text.length() <= MAX_SHOWN_CHARS ? text : text.substring(0, MAX_SHOWN_CHARS) + "…";
  }
}
