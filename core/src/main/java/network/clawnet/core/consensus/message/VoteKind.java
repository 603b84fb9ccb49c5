package network.clawnet.core.consensus.message;

import network.clawnet.core.codec.DecodeException;

/** The three things a validator can sign in a view. */
public enum VoteKind {
  /** The block is valid on its parent; at most one per view. */
  NOTARIZE(1),
  /** This view ends without a final block of its own; excludes {@link #FINALIZE}. */
  NULLIFY(2),
  /** The notarized block is final; excludes {@link #NULLIFY}. */
  FINALIZE(3);

  private final int code;

  VoteKind(int code) {
    this.code = code;
  }

  /** Returns the byte on the wire. */
  public int code() {
    return code;
  }

  /** Returns the kind of a wire byte. */
  public static VoteKind of(int code) throws DecodeException {
    return switch (code) {
      case 1 -> NOTARIZE;
      case 2 -> NULLIFY;
      case 3 -> FINALIZE;
      default -> throw new DecodeException("unknown vote kind " + code);
    };
  }
}
