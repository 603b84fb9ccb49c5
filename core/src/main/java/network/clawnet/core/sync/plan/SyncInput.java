package network.clawnet.core.sync.plan;

import java.util.List;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.sync.wire.BlockRange;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.sync.wire.EpochLink;
import network.clawnet.core.sync.wire.StatusMessage;

/** Something that happened; given to the machine one at a time. */
public sealed interface SyncInput {
  /** A peer that speaks the protocols is there. */
  record Joined(PeerId peer) implements SyncInput {}

  /** A peer is gone, or speaks the protocols no more. */
  record Left(PeerId peer) implements SyncInput {}

  /** A peer says where it stands, asked or not. */
  record Claimed(PeerId peer, StatusMessage status) implements SyncInput {}

  /** A peer has passed on a header as final. */
  record Announced(PeerId peer, CertifiedHeader header) implements SyncInput {}

  /** Answers {@link SyncEffect.AskEpochs}. */
  record GotEpochs(long id, List<EpochLink> links) implements SyncInput {
    public GotEpochs {
      links = List.copyOf(links);
    }
  }

  /** Answers {@link SyncEffect.AskBlocks}. */
  record GotBlocks(long id, BlockRange range) implements SyncInput {}

  /**
   * A question was not answered.
   *
   * @param malformed true if there was an answer, but one that cannot be read
   */
  record Failed(long id, boolean malformed) implements SyncInput {}

  /** The ledger has a new head, by whatever way. */
  record Moved(OwnHead head) implements SyncInput {}

  /** Consensus says that messages do not bring it further. */
  record Wanted() implements SyncInput {}

  /** Answers {@link SyncEffect.Hold}: consensus stands still, and this is the ledger's head. */
  record Held(OwnHead head) implements SyncInput {}

  /**
   * Answers {@link SyncEffect.Import}.
   *
   * @param fault what is wrong with a block; empty if nothing
   * @param head where the ledger stands
   */
  record Imported(String fault, OwnHead head) implements SyncInput {}

  /** Answers {@link SyncEffect.Release}: consensus goes on. */
  record Released(OwnHead head) implements SyncInput {}

  /** Answers {@link SyncEffect.Join}: no snapshot is to be had, blocks must do. */
  record JoinOver() implements SyncInput {}

  /** Time has passed; at least four times a second. */
  record Tick() implements SyncInput {}
}
