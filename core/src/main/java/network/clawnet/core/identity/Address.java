package network.clawnet.core.identity;

import java.util.Arrays;
import network.clawnet.core.codec.Base58;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.Sha256;

/**
 * The payment form of a DID: {@code claw} and the base58btc text of 0x00, the public key and the
 * first four bytes of the key's SHA-256, so it starts with {@code claw1}. The checksum catches a
 * mistyped character.
 */
public final class Address {
  private static final String PREFIX = "claw";
  private static final int CHECKSUM_BYTES = 4;
  private static final int MAX_CHARS = 128;
  private static final int BYTES = 1 + PublicKey.BYTES + CHECKSUM_BYTES;

  private Address() {}

  public static String of(Did did) {
    byte[] key = did.key().bytes();
    byte[] bytes = new byte[BYTES];
    System.arraycopy(key, 0, bytes, 1, key.length);
    System.arraycopy(Sha256.digest(key), 0, bytes, 1 + key.length, CHECKSUM_BYTES);
    return PREFIX + Base58.encode(bytes);
  }

  /** Reads an address, checksum included, and returns the DID it pays to. */
  public static Did parse(String text) throws DecodeException {
    if (!text.startsWith(PREFIX)) {
      throw new DecodeException("an address starts with claw1");
    }
    byte[] bytes = Base58.decode(text.substring(PREFIX.length()), BYTES);
    if (bytes[0] != 0) {
      throw new DecodeException("unknown address version " + (bytes[0] & 0xff));
    }
    byte[] key = Arrays.copyOfRange(bytes, 1, 1 + PublicKey.BYTES);
    byte[] sum = Arrays.copyOf(Sha256.digest(key), CHECKSUM_BYTES);
    if (!Arrays.equals(sum, Arrays.copyOfRange(bytes, BYTES - CHECKSUM_BYTES, BYTES))) {
      throw new DecodeException("the checksum of the address is wrong: look for a typing error");
    }
    return new Did(PublicKey.of(key));
  }

  /** Reads a DID or an address: wherever an account is expected, both are accepted. */
  public static Did parseAccount(String text) throws DecodeException {
    if (text.startsWith("{") || text.endsWith("}")) {
      throw new DecodeException(
          "this is a placeholder: put the DID or address of an account in its place");
    }
    if (text.startsWith("did:")) {
      return Did.parse(text);
    }
    if (text.startsWith(PREFIX)) {
      return parse(text);
    }
    throw new DecodeException("neither a DID (did:claw:z6Mk…) nor an address (claw1…)");
  }

  /**
   * Reads a member that names an account by DID or address.
   *
   * @throws DecodeException naming the member and what is wrong with it
   */
  public static Did parseAccount(JsonFields in, String name) throws DecodeException {
    String text = in.text(name, MAX_CHARS);
    try {
      return parseAccount(text);
    } catch (DecodeException e) {
      throw new DecodeException("\"" + name + "\": " + e.getMessage());
    }
  }
}
