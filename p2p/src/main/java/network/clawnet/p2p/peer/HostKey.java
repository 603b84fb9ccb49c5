package network.clawnet.p2p.peer;

import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.PeerId;

/** This node's own secret and the names that follow from it. Any thread may sign. */
public final class HostKey {
  private final SigningKey key;
  private final IdentityKey identity;
  private final PeerId peerId;

  /**
   * @param key must not be destroyed while the host runs; the caller destroys it afterwards
   */
  public HostKey(SigningKey key) {
    this.key = key;
    identity = IdentityKey.of(key.publicKey());
    peerId = PeerId.of(key.publicKey());
  }

  /** Returns this node's name. */
  public PeerId peerId() {
    return peerId;
  }

  /** Returns the public half. */
  public IdentityKey identity() {
    return identity;
  }

  /** Returns the 64 deterministic bytes of RFC 8032. */
  public byte[] sign(byte[] message) {
    return key.sign(message);
  }

  @Override
  public String toString() {
    return "HostKey[" + peerId + "]";
  }
}
