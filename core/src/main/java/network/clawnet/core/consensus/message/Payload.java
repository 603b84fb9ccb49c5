package network.clawnet.core.consensus.message;

import network.clawnet.core.block.Block;
import network.clawnet.core.crypto.Hash;

/** What one message carries besides the sender's status. */
public sealed interface Payload {
  /** A single vote. */
  record OfVote(Vote vote) implements Payload {}

  /** A certificate, sent when learnt, when asked for or to free a peer that is behind. */
  record OfCertificate(Certificate certificate) implements Payload {}

  /** A leader's proposal. */
  record OfProposal(Proposal proposal) implements Payload {}

  /** Asks for every certificate held for a view. */
  record WantView(long epoch, long view) implements Payload {}

  /** Asks for a block by hash. */
  record WantBlock(Hash hash) implements Payload {}

  /** Answers {@link WantBlock}. */
  record OfBlock(Block block) implements Payload {}
}
