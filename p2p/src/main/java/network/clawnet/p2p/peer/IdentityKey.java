package network.clawnet.p2p.peer;

import java.util.Arrays;
import java.util.HexFormat;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.Sha256;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.wire.ProtoReader;
import network.clawnet.p2p.wire.ProtoWriter;

/**
 * The public key behind a peer id, of any kind that this node can check. Immutable; two are equal
 * when kind and bytes are. Source: libp2p specification, peer-ids.
 */
public final class IdentityKey {
  /** Longest encoded key in bytes: an RSA key of 8192 bits fits. */
  public static final int MAX_BYTES = 1200;

  /** Longest encoded key in bytes that a peer id holds as it is. */
  private static final int MAX_INLINE_BYTES = 42;

  private static final byte IDENTITY = 0x00;
  private static final byte SHA2_256 = 0x12;
  private static final int TYPE_FIELD = 1;
  private static final int BYTES_FIELD = 2;

  private final KeyType type;
  private final byte[] bytes;

  private IdentityKey(KeyType type, byte[] bytes) {
    this.type = type;
    this.bytes = bytes;
  }

  /** Returns an Ed25519 key as an identity. */
  public static IdentityKey of(PublicKey ed25519) {
    return new IdentityKey(KeyType.ED25519, ed25519.bytes());
  }

  /**
   * Reads the protobuf form in its one deterministic shape: type, then bytes, nothing else.
   *
   * @throws DecodeException if the shape differs, the kind is unknown, or the key malformed
   */
  public static IdentityKey decode(byte[] encoded) throws DecodeException {
    if (encoded.length > MAX_BYTES) {
      throw new DecodeException("a public key has at most 1200 bytes");
    }
    ProtoReader in = new ProtoReader(encoded);
    if (!in.next() || in.field() != TYPE_FIELD) {
      throw new DecodeException("a public key begins with its type");
    }
    KeyType type = KeyType.of(in.varint());
    if (!in.next() || in.field() != BYTES_FIELD) {
      throw new DecodeException("the type of a public key is followed by its bytes");
    }
    IdentityKey key = new IdentityKey(type, in.bytes(MAX_BYTES));
    if (in.next()) {
      throw new DecodeException("a public key has two fields");
    }
    if (!type.isSound(key.bytes)) {
      throw new DecodeException("malformed public key of type " + type);
    }
    return key;
  }

  /** Returns the protobuf form. */
  public byte[] encode() {
    return new ProtoWriter(bytes.length + 8)
        .varint(TYPE_FIELD, type.code())
        .bytes(BYTES_FIELD, bytes)
        .toBytes();
  }

  /** Returns the name of the peer that has this key. */
  public PeerId peerId() {
    byte[] encoded = encode();
    boolean inline = encoded.length <= MAX_INLINE_BYTES;
    byte[] digest = inline ? encoded : Sha256.digest(encoded);
    byte[] multihash = new byte[2 + digest.length];
    multihash[0] = inline ? IDENTITY : SHA2_256;
    multihash[1] = (byte) digest.length;
    System.arraycopy(digest, 0, multihash, 2, digest.length);
    try {
      return PeerId.ofMultihash(multihash);
    } catch (DecodeException e) {
      throw new IllegalStateException("a multihash of this size is a peer id", e);
    }
  }

  /** Returns the kind of the key. */
  public KeyType type() {
    return type;
  }

  /** Returns whether the signature is this key's over the message; never throws for bad bytes. */
  public boolean verify(byte[] message, byte[] signature) {
    return type.verify(bytes, message, signature);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IdentityKey it && type == it.type && Arrays.equals(bytes, it.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "IdentityKey[" + type + " " + HexFormat.of().formatHex(bytes) + "]";
  }
}
