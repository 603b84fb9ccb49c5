package network.clawnet.p2p.security;

import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.X25519;

/** An X25519 key. Not to be written to. */
record KeyPair(byte[] secret, byte[] publicKey) {
  static KeyPair of(byte[] secret) {
    return new KeyPair(secret, X25519.publicKey(secret));
  }

  static KeyPair fresh(Entropy entropy) {
    return of(entropy.bytes(X25519.BYTES));
  }
}
