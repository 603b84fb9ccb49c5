package network.clawnet.p2p.security;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.p2p.peer.HostKey;
import network.clawnet.p2p.peer.IdentityKey;

/**
 * The static key of this process, vouched for by the host's identity. Made once, at start: it saves
 * every connection a signature and a key, and must never reach a disk. Any thread.
 */
public final class NoiseIdentity {
  private static final byte[] DOMAIN =
      "noise-libp2p-static-key:".getBytes(StandardCharsets.US_ASCII);

  private final IdentityKey identity;
  private final KeyPair staticKey;
  private final byte[] signature;

  private NoiseIdentity(HostKey host, KeyPair staticKey) {
    this.staticKey = staticKey;
    identity = host.identity();
    signature = host.sign(signed(staticKey.publicKey()));
  }

  /** Makes a static key and signs it. */
  public static NoiseIdentity create(HostKey host, Entropy entropy) {
    return new NoiseIdentity(host, KeyPair.fresh(entropy));
  }

  KeyPair staticKey() {
    return staticKey;
  }

  IdentityKey identity() {
    return identity;
  }

  byte[] signature() {
    return signature;
  }

  /** Returns what an identity signs to vouch for a static key. */
  static byte[] signed(byte[] staticKey) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(DOMAIN);
    out.writeBytes(staticKey);
    return out.toByteArray();
  }
}
