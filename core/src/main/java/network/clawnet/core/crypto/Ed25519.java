package network.clawnet.core.crypto;

/**
 * The one signature rule of the network: A and R canonical, S below the group order, A not of small
 * order, and the cofactored equation [8][S]B = [8]R + [8][k]A. Bouncy Castle of the pinned version
 * is the arbiter; every node must accept exactly the same signatures, or one crafted event splits
 * the network. Source: docs/protocol/encoding.md, section 5.
 */
public final class Ed25519 {
  /** Size of a signature in bytes: R, then S. */
  public static final int SIGNATURE_BYTES = 64;

  private Ed25519() {}

  /**
   * Returns whether the signature holds under the rule; never throws for bad bytes. Any thread.
   *
   * @param signature of any length; only {@link #SIGNATURE_BYTES} can hold
   */
  public static boolean verify(PublicKey key, byte[] message, byte[] signature) {
    return verifier().verify(key, message, signature);
  }

  /** Returns the verifier in use: the fastest that loads, or the one that the process was told. */
  public static Ed25519Verifier verifier() {
    return InUse.VERIFIER;
  }

  /** Delays the loading of native code to the first signature. */
  private static final class InUse {
    static final Ed25519Verifier VERIFIER =
        Ed25519Verifier.choose(System.getProperty(Ed25519Verifier.PROPERTY, ""));
  }
}
