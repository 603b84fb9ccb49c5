package network.clawnet.core.identity;

import java.util.Arrays;
import java.util.Optional;
import network.clawnet.core.codec.Base58;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;

/**
 * A peer's name: the multihash of its protobuf-encoded public key, either the key itself (up to 42
 * bytes, as for Ed25519) or its SHA-256. Opaque to everyone but the handshake that proves it.
 * Immutable; ordered as unsigned bytes. Source: libp2p specification, peer-ids.
 */
public final class PeerId implements Comparable<PeerId> {
  /** Longest multihash in bytes. */
  public static final int MAX_BYTES = 64;

  /** Shortest multihash in bytes: function and length of nothing. */
  public static final int MIN_BYTES = 2;

  private static final byte IDENTITY = 0x00;
  private static final byte SHA2_256 = 0x12;
  private static final int SHA2_256_BYTES = 32;

  /** Multihash: identity, 36 bytes; protobuf: field 1 = Ed25519, field 2 = 32 bytes. */
  private static final byte[] ED25519 = {0x00, 0x24, 0x08, 0x01, 0x12, 0x20};

  private final byte[] multihash;
  private final int hash;

  private PeerId(byte[] multihash) {
    this.multihash = multihash;
    hash = Arrays.hashCode(multihash);
  }

  /** Returns the id of an Ed25519 key. */
  public static PeerId of(PublicKey ed25519) {
    byte[] bytes = Arrays.copyOf(ED25519, ED25519.length + PublicKey.BYTES);
    System.arraycopy(ed25519.bytes(), 0, bytes, ED25519.length, PublicKey.BYTES);
    return new PeerId(bytes);
  }

  /**
   * Copies a multihash of {@link #MIN_BYTES} to {@link #MAX_BYTES}.
   *
   * @throws DecodeException if the size is out of range or not the one that the multihash tells, or
   *     its function is neither identity nor SHA2-256, the only ones that name peers
   */
  public static PeerId ofMultihash(byte[] multihash) throws DecodeException {
    if (multihash.length < MIN_BYTES || multihash.length > MAX_BYTES) {
      throw new DecodeException("a peer id has 2 to 64 bytes, not " + multihash.length);
    }
    // both codes and all lengths up to 64 are varints of one byte
    int length = multihash[1];
    boolean fits =
        multihash[0] == IDENTITY || (multihash[0] == SHA2_256 && length == SHA2_256_BYTES);
    if (!fits || length != multihash.length - 2) {
      throw new DecodeException("not the multihash of a peer's key");
    }
    return new PeerId(multihash.clone());
  }

  /**
   * Reads the base58btc text ({@code 12D3KooW…}, {@code Qm…}) or a CIDv1 ({@code k…}, {@code b…}).
   *
   * @throws DecodeException if it is neither
   */
  public static PeerId parse(String text) throws DecodeException {
    if (text.startsWith("1") || text.startsWith("Qm")) {
      return ofMultihash(Base58.decodeUpTo(text, MAX_BYTES));
    }
    return ofMultihash(PeerCid.multihash(text));
  }

  /** Returns the key, if this is the id of an Ed25519 key: the id then holds the key itself. */
  public Optional<PublicKey> ed25519() {
    boolean holdsKey =
        multihash.length == ED25519.length + PublicKey.BYTES
            && Arrays.mismatch(multihash, ED25519) == ED25519.length;
    return holdsKey
        ? Optional.of(PublicKey.of(Arrays.copyOfRange(multihash, ED25519.length, multihash.length)))
        : Optional.empty();
  }

  /** Returns a copy of the multihash: the binary form of all protocols. */
  public byte[] multihash() {
    return multihash.clone();
  }

  /** Returns the base58btc text, {@code 12D3KooW…} for an Ed25519 key. */
  public String text() {
    return Base58.encode(multihash);
  }

  @Override
  public int compareTo(PeerId other) {
    return Arrays.compareUnsigned(multihash, other.multihash);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PeerId it && Arrays.equals(multihash, it.multihash);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return text();
  }
}
