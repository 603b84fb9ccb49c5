package network.clawnet.daemon.http;

import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;

/** Finds numbers that no event can carry. */
final class Whole {
  private Whole() {}

  /** Refuses fractions, exponents and integers beyond 2^53 − 1, at any depth. */
  static void check(String name, Json value) throws DecodeException {
    if (value instanceof Json.Dec number) {
      throw new DecodeException(
          "\""
              + name
              + "\" holds the number "
              + number.text()
              + ": only whole numbers up to 2^53 - 1; write others as strings");
    }
    if (value instanceof Json.Obj object) {
      for (Json member : object.members().values()) {
        check(name, member);
      }
    } else if (value instanceof Json.Arr array) {
      for (Json item : array.items()) {
        check(name, item);
      }
    }
  }
}
