package network.clawnet.p2p.peer;

import java.util.Arrays;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Ecdsa;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.PublicKey;

/** The kinds of keys of the libp2p specification, peer-ids. */
public enum KeyType {
  /** RSASSA-PKCS1-v1_5 over SHA-256; old peers of the public network have such keys. */
  RSA(0) {
    @Override
    boolean isSound(byte[] key) {
      return RsaKey.parse(key).isPresent();
    }

    @Override
    boolean verify(byte[] key, byte[] message, byte[] signature) {
      return RsaKey.parse(key).filter(it -> it.verify(message, signature)).isPresent();
    }
  },
  /** The only kind that this node has itself. */
  ED25519(1) {
    @Override
    boolean isSound(byte[] key) {
      return key.length == PublicKey.BYTES;
    }

    @Override
    boolean verify(byte[] key, byte[] message, byte[] signature) {
      return Ed25519.verify(PublicKey.of(key), message, signature);
    }
  },
  /** ECDSA over SHA-256 with a compressed point. */
  SECP256K1(2) {
    @Override
    boolean isSound(byte[] key) {
      return key.length == COMPRESSED_BYTES && Ecdsa.SECP256K1.isKey(key);
    }

    @Override
    boolean verify(byte[] key, byte[] message, byte[] signature) {
      return Ecdsa.SECP256K1.verify(key, message, signature);
    }
  },
  /** ECDSA over SHA-256 on P-256 with a point in PKIX form. */
  ECDSA(3) {
    @Override
    boolean isSound(byte[] key) {
      return P256Key.point(key).filter(Ecdsa.P256::isKey).isPresent();
    }

    @Override
    boolean verify(byte[] key, byte[] message, byte[] signature) {
      return P256Key.point(key)
          .filter(point -> Ecdsa.P256.verify(point, message, signature))
          .isPresent();
    }
  };

  private static final int COMPRESSED_BYTES = 33;

  private final int code;

  KeyType(int code) {
    this.code = code;
  }

  /** Returns the value of the protobuf enum. */
  int code() {
    return code;
  }

  static KeyType of(long code) throws DecodeException {
    return Arrays.stream(values())
        .filter(type -> type.code == code)
        .findFirst()
        .orElseThrow(() -> new DecodeException("unknown type of key " + code));
  }

  /** Returns whether these bytes are a key of this kind and of a size that may be worked with. */
  abstract boolean isSound(byte[] key);

  /** Returns whether a signature holds; never throws for bad bytes. */
  abstract boolean verify(byte[] key, byte[] message, byte[] signature);
}
