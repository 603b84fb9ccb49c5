package network.clawnet.core.consensus.message;

import java.util.Arrays;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;

/**
 * A ballot and a signature of it, without the index that stands for the key in a set: what a vote
 * is to somebody who does not know the set.
 *
 * @param signature {@link Vote#SIGNATURE_BYTES} bytes; not to be written to
 */
public record SignedBallot(Ballot ballot, byte[] signature) {
  /** Largest form, in bytes. */
  public static final int MAX_BYTES = 17 + 8 + Hash.BYTES + Vote.SIGNATURE_BYTES;

  public SignedBallot {
    if (signature.length != Vote.SIGNATURE_BYTES) {
      throw new IllegalArgumentException("a signature has " + Vote.SIGNATURE_BYTES + " bytes");
    }
  }

  /** Returns the ballot, then the signature. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(MAX_BYTES);
    ballot.writeTo(out);
    return out.raw(signature).toBytes();
  }

  /** Reads what {@link #encode} wrote and nothing else. */
  public static SignedBallot decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    SignedBallot out = new SignedBallot(Ballot.read(in), in.raw(Vote.SIGNATURE_BYTES));
    in.end();
    return out;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedBallot it
        && ballot.equals(it.ballot)
        && Arrays.equals(signature, it.signature);
  }

  @Override
  public int hashCode() {
    return ballot.hashCode();
  }
}
