package network.clawnet.core.sync.plan;

import java.util.List;
import network.clawnet.core.block.Block;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.sync.wire.BlocksQuestion;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.sync.wire.EpochLink;
import network.clawnet.core.sync.wire.EpochsMessages;

/** Something for the shell to do, in order. */
public sealed interface SyncEffect {
  /** Ask where a peer stands; {@link SyncInput.Claimed} if it answers, nothing if not. */
  record AskStatus(PeerId peer) implements SyncEffect {}

  /** Ask for ends of epochs; {@link SyncInput.GotEpochs} or {@link SyncInput.Failed}. */
  record AskEpochs(long id, PeerId peer, EpochsMessages.Question question) implements SyncEffect {}

  /** Ask for blocks; {@link SyncInput.GotBlocks} or {@link SyncInput.Failed}. */
  record AskBlocks(long id, PeerId peer, BlocksQuestion.Range question) implements SyncEffect {}

  /** A question's answer is not waited for any more. */
  record Cancel(long id) implements SyncEffect {}

  /**
   * Give the certificate of a block a little ahead to consensus, which fetches what it lacks.
   *
   * @param from a peer that has the block
   */
  record Follow(PeerId from, CertifiedHeader header) implements SyncEffect {}

  /** Let consensus stand still and all its commits be written; {@link SyncInput.Held}. */
  record Hold() implements SyncEffect {}

  /** Execute and commit proved blocks; {@link SyncInput.Imported}. At most two are under way. */
  record Import(List<Block> blocks, Certificate finalization) implements SyncEffect {
    public Import {
      blocks = List.copyOf(blocks);
    }
  }

  /** Make all durable, tell consensus, let it go on; {@link SyncInput.Released}. */
  record Release() implements SyncEffect {}

  /**
   * Take the state at the end of one of these epochs; {@link SyncInput.JoinOver} if nobody gives
   * it.
   *
   * @param links verified, from the ledger's epoch on
   */
  record Join(List<EpochLink> links) implements SyncEffect {
    public Join {
      links = List.copyOf(links);
    }
  }

  /** Count a fault. */
  record Report(PeerId peer, Misbehaviour fault) implements SyncEffect {}

  /** The peer gave something that is proved false: refuse it for a day. */
  record Ban(PeerId peer, String why) implements SyncEffect {}

  /** The peer belongs to another network. */
  record Disconnect(PeerId peer) implements SyncEffect {}

  /** Own execution differs from a final block, or two histories are final: stop the node. */
  record Halt(String report) implements SyncEffect {}
}
