package network.clawnet.core.event;

import java.nio.charset.StandardCharsets;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;

/**
 * An envelope with its hash, its signature and its canonical bytes. Equal when the hash is.
 *
 * <p>Form and hash are right by construction; whether the signatures are is a separate question
 * ({@link EventSignatures}), because it is asked on other threads.
 */
public final class SignedEvent {
  private final Envelope envelope;
  private final Hash hash;
  private final byte[] signature;
  private final byte[] bytes;
  private final byte[] unsigned;

  SignedEvent(Envelope envelope, byte[] unsigned, byte[] signature, byte[] bytes) {
    this.envelope = envelope;
    this.unsigned = unsigned;
    this.hash = Hash.sha256(unsigned);
    this.signature = signature;
    this.bytes = bytes;
  }

  public Envelope envelope() {
    return envelope;
  }

  public Hash hash() {
    return hash;
  }

  public Did issuer() {
    return envelope.issuer();
  }

  /** Returns the 64 bytes of the issuer's signature. */
  public byte[] signature() {
    return signature.clone();
  }

  /** Returns the canonical bytes; callers must not change them. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns the canonical bytes of the envelope alone, which the hash and the signature cover. */
  byte[] unsigned() {
    return unsigned;
  }

  /** Returns the event as JSON text. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedEvent it && hash.equals(it.hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return envelope.type() + " " + hash.shortHex();
  }
}
