package network.clawnet.p2p.peer;

import network.clawnet.core.codec.Base58;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;

/**
 * A peer's name: the identity multihash of its protobuf-encoded Ed25519 key, in base58btc, so it
 * starts with {@code 12D3KooW}. Source: libp2p specification, peer-ids.
 */
public record PeerId(PublicKey key) {
  /** Multihash: identity, 36 bytes; protobuf: field 1 = Ed25519, field 2 = 32 bytes. */
  private static final byte[] PREFIX = {0x00, 0x24, 0x08, 0x01, 0x12, 0x20};

  /** Returns the text {@code 12D3KooW…}. */
  public String text() {
    byte[] bytes = new byte[PREFIX.length + PublicKey.BYTES];
    System.arraycopy(PREFIX, 0, bytes, 0, PREFIX.length);
    System.arraycopy(key.bytes(), 0, bytes, PREFIX.length, PublicKey.BYTES);
    return Base58.encode(bytes);
  }

  /**
   * Reads the base58btc text of an Ed25519 peer.
   *
   * @throws DecodeException if it is not one; peers with other keys are not Ed25519 peers
   */
  public static PeerId parse(String text) throws DecodeException {
    byte[] bytes = Base58.decode(text, PREFIX.length + PublicKey.BYTES);
    for (int i = 0; i < PREFIX.length; i++) {
      if (bytes[i] != PREFIX[i]) {
        throw new DecodeException("not the id of an Ed25519 peer");
      }
    }
    byte[] key = new byte[PublicKey.BYTES];
    System.arraycopy(bytes, PREFIX.length, key, 0, key.length);
    return new PeerId(PublicKey.of(key));
  }

  @Override
  public String toString() {
    return text();
  }
}
