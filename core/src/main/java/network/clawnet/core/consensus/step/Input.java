package network.clawnet.core.consensus.step;

import java.util.Set;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import org.jspecify.annotations.Nullable;

/** Something that happened; given to the core one at a time. */
public sealed interface Input {
  /**
   * A decoded message.
   *
   * @param from consensus key that the sending connection has proved
   */
  record Received(PublicKey from, ConsensusMessage message) implements Input {}

  /** The time of the last {@link Effect.SetTimer} has come; harmless when early. */
  record TimerFired() implements Input {}

  /**
   * Answers {@link Effect.BuildBlock}.
   *
   * @param draft the draft of the question
   * @param block the finished block, which counts as executed; null if none could be built
   */
  record Built(BlockDraft draft, @Nullable Block block) implements Input {}

  /**
   * Answers {@link Effect.Execute}.
   *
   * @param valid true if every event succeeded and both roots came out as in the header
   * @param detail why not, for the report; empty if valid
   */
  record Executed(Hash blockHash, boolean valid, String detail) implements Input {}

  /**
   * Answers {@link Effect.WatchGate}, and again whenever the reasons change.
   *
   * @param parentHash the watched parent
   */
  record GateChanged(Hash parentHash, Set<GateReason> reasons) implements Input {
    public GateChanged {
      reasons = Set.copyOf(reasons);
    }
  }

  /**
   * Answers {@link Effect.Commit}: all its blocks are readable in the store.
   *
   * @param height height of the last of them
   * @param next the epoch that follows, if and only if that block is the last of its epoch
   */
  record Committed(long height, @Nullable EpochStart next) implements Input {}

  /** Answers {@link Effect.LoadBlock}; not given when the store does not hold the block. */
  record Loaded(PublicKey to, Block block) implements Input {}

  /** Block sync brought the store's head to this point without the core. */
  record Synced(EpochStart epoch, FinalPoint head) implements Input {}
}
