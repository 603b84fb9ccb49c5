package network.clawnet.core.consensus.message;

import java.util.Arrays;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;

/**
 * A signed ballot. The signature does not cover {@code signer}: the key identifies it.
 *
 * @param signer index in the validator set of the ballot's epoch
 * @param signature {@link #SIGNATURE_BYTES} bytes; not to be written to
 */
public record Vote(Ballot ballot, int signer, byte[] signature) {
  /** Size of a signature. */
  public static final int SIGNATURE_BYTES = 64;

  public Vote {
    if (signer < 0 || signer > 0xffff || signature.length != SIGNATURE_BYTES) {
      throw new IllegalArgumentException("vote out of range");
    }
  }

  /** Returns the vote as somebody reads it who knows the signer's key and not its index. */
  public SignedBallot signed() {
    return new SignedBallot(ballot, signature);
  }

  public byte[] encode() {
    ByteWriter out = new ByteWriter(128);
    writeTo(out);
    return out.toBytes();
  }

  public static Vote decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    Vote vote = read(in);
    in.end();
    return vote;
  }

  public void writeTo(ByteWriter out) {
    ballot.writeTo(out);
    out.u16(signer).raw(signature);
  }

  public static Vote read(ByteReader in) throws DecodeException {
    return new Vote(Ballot.read(in), in.u16(), in.raw(SIGNATURE_BYTES));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vote it
        && signer == it.signer
        && ballot.equals(it.ballot)
        && Arrays.equals(signature, it.signature);
  }

  @Override
  public int hashCode() {
    return 31 * ballot.hashCode() + signer;
  }
}
