package network.clawnet.core.consensus.message;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.set.ValidatorSet;

/**
 * A ballot signed by a quorum: notarization, nullification or finalization of a view. Decoding
 * checks the form; {@code SignatureCheck} and the validator set decide whether it counts.
 *
 * @param bitmap one bit per validator index, least significant bit of byte 0 first; not to be
 *     written to
 * @param signatures 64 bytes per set bit, ascending index; not to be written to
 */
public record Certificate(Ballot ballot, byte[] bitmap, byte[] signatures) {
  private static final int MAX_BITMAP_BYTES = (ValidatorSet.MAX_SIZE + 7) / 8;

  public Certificate {
    if (bitmap.length < 1 || bitmap.length > MAX_BITMAP_BYTES) {
      throw new IllegalArgumentException("bitmap of " + bitmap.length + " bytes");
    }
    if (signatures.length != bitCount(bitmap) * Vote.SIGNATURE_BYTES) {
      throw new IllegalArgumentException("signatures do not fit the bitmap");
    }
  }

  /**
   * Joins votes of one ballot.
   *
   * @param setSize number of validators in the epoch's set; every signer is below it
   */
  public static Certificate of(Ballot ballot, List<Vote> votes, int setSize) {
    TreeMap<Integer, byte[]> bySigner = new TreeMap<>();
    for (Vote vote : votes) {
      if (!vote.ballot().equals(ballot) || vote.signer() >= setSize) {
        throw new IllegalArgumentException("vote does not belong to the certificate");
      }
      bySigner.put(vote.signer(), vote.signature());
    }
    byte[] bitmap = new byte[(setSize + 7) / 8];
    ByteWriter signatures = new ByteWriter(bySigner.size() * Vote.SIGNATURE_BYTES);
    bySigner.forEach(
        (signer, signature) -> {
          bitmap[signer / 8] |= (byte) (1 << signer % 8);
          signatures.raw(signature);
        });
    return new Certificate(ballot, bitmap, signatures.toBytes());
  }

  public VoteKind kind() {
    return ballot.kind();
  }

  public long epoch() {
    return ballot.epoch();
  }

  public long view() {
    return ballot.view();
  }

  /** Returns how many signed. */
  public int signers() {
    return bitCount(bitmap);
  }

  /** Returns the votes in it, by ascending signer. */
  public List<Vote> votes() {
    Vote[] votes = new Vote[bitCount(bitmap)];
    int at = 0;
    for (int i = 0; i < bitmap.length * 8; i++) {
      if ((bitmap[i / 8] >> i % 8 & 1) == 1) {
        int from = at * Vote.SIGNATURE_BYTES;
        byte[] signature = Arrays.copyOfRange(signatures, from, from + Vote.SIGNATURE_BYTES);
        votes[at++] = new Vote(ballot, i, signature);
      }
    }
    return List.of(votes);
  }

  /**
   * Returns true if the bitmap has exactly the size for the set, names members only, and their
   * weight is a quorum. Signatures are not looked at.
   */
  public boolean hasQuorumOf(ValidatorSet set) {
    if (bitmap.length != (set.size() + 7) / 8) {
      return false;
    }
    long weight = 0;
    for (int i = 0; i < bitmap.length * 8; i++) {
      if ((bitmap[i / 8] >> i % 8 & 1) == 1) {
        if (i >= set.size()) {
          return false;
        }
        weight += set.weight(i);
      }
    }
    return set.isQuorum(weight);
  }

  public byte[] encode() {
    ByteWriter out = new ByteWriter(128 + signatures.length);
    writeTo(out);
    return out.toBytes();
  }

  public static Certificate decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    Certificate certificate = read(in);
    in.end();
    return certificate;
  }

  /** Appends ballot, u8 bitmap size, bitmap, signatures. */
  public void writeTo(ByteWriter out) {
    ballot.writeTo(out);
    out.u8(bitmap.length).raw(bitmap).raw(signatures);
  }

  public static Certificate read(ByteReader in) throws DecodeException {
    Ballot ballot = Ballot.read(in);
    int size = in.u8();
    if (size < 1 || size > MAX_BITMAP_BYTES) {
      throw new DecodeException("bitmap of " + size + " bytes");
    }
    byte[] bitmap = in.raw(size);
    return new Certificate(ballot, bitmap, in.raw(bitCount(bitmap) * Vote.SIGNATURE_BYTES));
  }

  private static int bitCount(byte[] bitmap) {
    int count = 0;
    for (byte b : bitmap) {
      count += Integer.bitCount(b & 0xff);
    }
    return count;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Certificate it
        && ballot.equals(it.ballot)
        && Arrays.equals(bitmap, it.bitmap)
        && Arrays.equals(signatures, it.signatures);
  }

  @Override
  public int hashCode() {
    return 31 * ballot.hashCode() + Arrays.hashCode(bitmap);
  }
}
