package network.clawnet.core.stake.event;

import network.clawnet.core.codec.Base58;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.Did;

/** How payloads of stake events write keys and bytes. */
final class KeyText {
  private static final int MAX_KEY_CHARS = 64;

  private KeyText() {}

  static String write(PublicKey key) {
    return new Did(key).multibase();
  }

  /** Reads the member {@code validator}. */
  static PublicKey read(JsonFields in) throws DecodeException {
    return Did.parseMultibase(in.text("validator", MAX_KEY_CHARS));
  }

  /**
   * Reads base58btc bytes.
   *
   * @param limit most bytes that are accepted
   */
  static byte[] readBytes(JsonFields in, String name, int limit) throws DecodeException {
    return Base58.decodeUpTo(in.text(name, 2 * limit), limit);
  }
}
