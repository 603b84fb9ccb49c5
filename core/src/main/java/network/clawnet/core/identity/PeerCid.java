package network.clawnet.core.identity;

import java.math.BigInteger;
import java.util.Arrays;
import network.clawnet.core.codec.Base32;
import network.clawnet.core.codec.Base58;
import network.clawnet.core.codec.DecodeException;

/**
 * The content identifier of a peer's key: a multibase letter and the text of {@code 01 72} and the
 * multihash.
 */
final class PeerCid {
  private static final byte VERSION = 1;

  /** Multicodec {@code libp2p-key}. */
  private static final byte LIBP2P_KEY = 0x72;

  private static final int MAX_BYTES = 2 + PeerId.MAX_BYTES;

  private PeerCid() {}

  static byte[] multihash(String text) throws DecodeException {
    byte[] bytes = multibase(text);
    if (bytes.length < 2 || bytes[0] != VERSION || bytes[1] != LIBP2P_KEY) {
      throw new DecodeException("not the CIDv1 of a libp2p key");
    }
    return Arrays.copyOfRange(bytes, 2, bytes.length);
  }

  private static byte[] multibase(String text) throws DecodeException {
    if (text.isEmpty()) {
      throw new DecodeException("a peer id is not empty");
    }
    String digits = text.substring(1);
    return switch (text.charAt(0)) {
      case 'b' -> Base32.decode(digits, MAX_BYTES);
      case 'k' -> base36(digits);
      case 'z' -> Base58.decodeUpTo(digits, MAX_BYTES);
      default -> throw new DecodeException("a peer id starts with 1, Qm, k, b or z");
    };
  }

  /** Needs no care for leading zeros: the first byte of a CID is its version. */
  private static byte[] base36(String digits) throws DecodeException {
    if (digits.isEmpty() || digits.length() > 2 * MAX_BYTES) {
      throw new DecodeException("base36 text too short or too long for a peer id");
    }
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))) {
        throw new DecodeException("not a base36 character at position " + i);
      }
    }
    if (digits.charAt(0) == '0') {
      throw new DecodeException("base36 text with a leading zero");
    }
    return new BigInteger(digits, 36).toByteArray();
  }
}
