package network.clawnet.core.tree;

/** A proof that does not prove anything about the key under the root. */
public final class ProofException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says what does not fit. */
  public ProofException(String message) {
    super(message);
  }
}
