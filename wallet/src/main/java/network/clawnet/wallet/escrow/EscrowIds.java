package network.clawnet.wallet.escrow;

import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.Hash;

/** Names of escrows and of their rules. Ids are global: first come, first served. */
public final class EscrowIds {
  /** Longest name, in characters. */
  public static final int MAX_CHARS = 64;

  private static final String DERIVED_PREFIX = "escrow-";
  private static final int DERIVED_DIGITS = 32;

  private EscrowIds() {}

  /** Returns the id of an escrow whose create event names none. */
  public static String derived(Hash event) {
    return DERIVED_PREFIX + event.hex().substring(0, DERIVED_DIGITS);
  }

  static boolean isDerivedForm(String id) {
    return id.length() == DERIVED_PREFIX.length() + DERIVED_DIGITS
        && id.startsWith(DERIVED_PREFIX)
        && id.substring(DERIVED_PREFIX.length()).chars().allMatch(EscrowIds::isHexDigit);
  }

  static String name(JsonFields in, String member) throws DecodeException {
    String name = in.text(member, MAX_CHARS);
    if (!name.chars().allMatch(EscrowIds::isNameChar)) {
      throw new DecodeException(
          "\"" + member + "\" may only hold letters, digits, dot, underscore and hyphen");
    }
    return name;
  }

  private static boolean isNameChar(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }

  private static boolean isHexDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
