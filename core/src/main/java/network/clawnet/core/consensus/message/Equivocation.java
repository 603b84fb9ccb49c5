package network.clawnet.core.consensus.message;

import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;

/**
 * Two votes of one signer that no honest validator gives in one view. What counts is decided by
 * {@link #conflicts} alone; signatures are checked by whoever receives it.
 */
public record Equivocation(Vote first, Vote second) {
  public Equivocation {
    if (first.signer() != second.signer() || !conflicts(first.ballot(), second.ballot())) {
      throw new IllegalArgumentException("the votes do not conflict");
    }
  }

  /**
   * Returns true for two NOTARIZE with different tuples, two FINALIZE with different tuples, or
   * NULLIFY and FINALIZE, of one epoch and view. Tuples are compared with their parent view.
   */
  public static boolean conflicts(Ballot one, Ballot two) {
    if (!one.sameView(two) || one.equals(two)) {
      return false;
    }
    if (one.kind() == two.kind()) {
      return true;
    }
    return one.kind() != VoteKind.NOTARIZE && two.kind() != VoteKind.NOTARIZE;
  }

  public byte[] encode() {
    ByteWriter out = new ByteWriter(256);
    first.writeTo(out);
    second.writeTo(out);
    return out.toBytes();
  }

  public static Equivocation decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    Vote first = Vote.read(in);
    Vote second = Vote.read(in);
    in.end();
    if (first.signer() != second.signer() || !conflicts(first.ballot(), second.ballot())) {
      throw new DecodeException("the votes do not conflict");
    }
    return new Equivocation(first, second);
  }
}
