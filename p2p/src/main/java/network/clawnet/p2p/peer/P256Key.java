package network.clawnet.p2p.peer;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The one PKIX form of a P-256 key: a fixed head and the uncompressed point. Source: RFC 5480. */
final class P256Key {
  private static final byte[] HEAD =
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

  private static final int POINT_BYTES = 65;
  private static final byte UNCOMPRESSED = 4;

  private P256Key() {}

  static Optional<byte[]> point(byte[] key) {
    boolean shaped =
        key.length == HEAD.length + POINT_BYTES
            && Arrays.mismatch(key, HEAD) == HEAD.length
            && key[HEAD.length] == UNCOMPRESSED;
    return shaped
        ? Optional.of(Arrays.copyOfRange(key, HEAD.length, key.length))
        : Optional.empty();
  }
}
