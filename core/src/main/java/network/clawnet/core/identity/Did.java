package network.clawnet.core.identity;

import network.clawnet.core.codec.Base58;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;

/**
 * A self-certifying identifier: {@code did:claw:z} and the base58btc text of 0xed 0x01 and the
 * Ed25519 public key. Two DIDs are equal when their keys are.
 */
public record Did(PublicKey key) implements Comparable<Did> {
  private static final String PREFIX = "did:claw:";
  private static final int MULTIKEY_BYTES = 2 + PublicKey.BYTES;

  /**
   * Reads the one canonical text of a DID.
   *
   * @throws DecodeException naming what is wrong, with a hint for literal placeholders
   */
  public static Did parse(String text) throws DecodeException {
    if (!text.startsWith(PREFIX)) {
      throw new DecodeException("a DID starts with did:claw:");
    }
    return new Did(parseMultibase(text.substring(PREFIX.length())));
  }

  /** Reads the multibase text of a key, as in the {@code pub} member of an event. */
  public static PublicKey parseMultibase(String text) throws DecodeException {
    if (!text.startsWith("z")) {
      throw new DecodeException("a key text starts with z (base58btc)");
    }
    byte[] bytes = Base58.decode(text.substring(1), MULTIKEY_BYTES);
    if ((bytes[0] & 0xff) != 0xed || bytes[1] != 0x01) {
      throw new DecodeException("not an Ed25519 key: the multicodec prefix must be 0xed 0x01");
    }
    byte[] key = new byte[PublicKey.BYTES];
    System.arraycopy(bytes, 2, key, 0, key.length);
    return PublicKey.of(key);
  }

  /** Returns whether a text is the DID whose key has this multibase text; decodes neither. */
  public static boolean isNamed(String did, String multibase) {
    return did.length() == PREFIX.length() + multibase.length()
        && did.startsWith(PREFIX)
        && did.endsWith(multibase);
  }

  /** Returns the text {@code did:claw:z6Mk…}. */
  public String text() {
    return PREFIX + multibase();
  }

  /** Returns the key as multibase text, {@code z6Mk…}. */
  public String multibase() {
    byte[] bytes = new byte[MULTIKEY_BYTES];
    bytes[0] = (byte) 0xed;
    bytes[1] = 0x01;
    System.arraycopy(key.bytes(), 0, bytes, 2, PublicKey.BYTES);
    return "z" + Base58.encode(bytes);
  }

  @Override
  public int compareTo(Did other) {
    return key.compareTo(other.key);
  }

  @Override
  public String toString() {
    return text();
  }
}
