package network.clawnet.core.consensus.message;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.block.Block;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;

/**
 * A leader's block with its NOTARIZE vote and the certificates that justify it: the one of the
 * parent view, and nullifications of the views between, at most the {@link #MAX_JUSTIFICATION}-1
 * highest. In a re-proposal the block keeps its own header and only the vote names the new view.
 */
public record Proposal(Vote vote, Block block, List<Certificate> justification) {
  /** Largest number of certificates: the parent's and 32 nullifications. */
  public static final int MAX_JUSTIFICATION = 33;

  public Proposal {
    justification = List.copyOf(justification);
    if (vote.ballot().kind() != VoteKind.NOTARIZE
        || !vote.ballot().blockHash().equals(block.hash())
        || justification.size() > MAX_JUSTIFICATION) {
      throw new IllegalArgumentException("proposal does not hold together");
    }
  }

  public Ballot ballot() {
    return vote.ballot();
  }

  void writeTo(ByteWriter out) {
    vote.writeTo(out);
    out.u8(justification.size());
    justification.forEach(it -> it.writeTo(out));
    block.writeTo(out);
  }

  static Proposal read(ByteReader in, int maxBodyBytes) throws DecodeException {
    Vote vote = Vote.read(in);
    if (vote.ballot().kind() != VoteKind.NOTARIZE) {
      throw new DecodeException("a proposal carries a NOTARIZE vote");
    }
    int count = in.u8();
    if (count > MAX_JUSTIFICATION) {
      throw new DecodeException("too many certificates in a proposal");
    }
    List<Certificate> justification = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      justification.add(Certificate.read(in));
    }
    Block block = Block.read(in, maxBodyBytes);
    if (!block.hash().equals(vote.ballot().blockHash())) {
      throw new DecodeException("the vote is for another block");
    }
    return new Proposal(vote, block, justification);
  }
}
