package network.clawnet.core.sync.plan;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import network.clawnet.core.block.Block;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.sync.wire.BlockRange;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.sync.wire.EpochSet;
import org.jspecify.annotations.Nullable;

/** Takes ranges of blocks from peers, proves them, and hands them to the ledger in order. */
final class RangeTaker {
  /** Ranges handed over and not yet written: one is verified while the other is executed. */
  private static final int IMPORTS = 2;

  private static final long GIVE_UP_NANOS = 10_000_000_000L;
  private static final long SECOND = 1_000_000_000L;

  private final Desk desk;
  private final EpochChain epochs;
  private final Window window = new Window();
  private final Queue<Block> importing = new ArrayDeque<>();
  private Hash tip = Hash.ZERO;
  private long beganAt;
  private long beganHeight;
  private long height;
  private long movedAt;

  RangeTaker(Desk desk, EpochChain epochs) {
    this.desk = desk;
    this.epochs = epochs;
  }

  void begin(OwnHead head) {
    window.restart(head.height());
    importing.clear();
    tip = head.hash();
    height = head.height();
    beganHeight = height;
    beganAt = desk.now();
    movedAt = desk.now();
  }

  long blocksPerSecond(long nowNanos) {
    long nanos = Math.max(1, nowNanos - beganAt);
    return (height - beganHeight) * SECOND / nanos;
  }

  /** Takes an answer. */
  void got(Questions.Open question, BlockRange range) {
    Slot slot = question.slot();
    SyncPeer peer = question.peer();
    if (slot == null) {
      throw new IllegalStateException("blocks for a question about epochs");
    }
    slot.giveUp();
    if (range.blocks().isEmpty()) {
      desk.brokePromise(peer);
    } else if (isProved(slot, range)) {
      peer.answered();
      window.hold(slot, range);
    } else {
      peer.answered();
      desk.ban(peer, "false blocks");
    }
  }

  private boolean isProved(Slot slot, BlockRange range) {
    Optional<CertifiedHeader> newest = range.newest();
    Optional<EpochSet> set = epochs.set(slot.epoch());
    return range.blocks().get(0).header().height() == slot.range().from()
        && newest.isPresent()
        && set.isPresent()
        && set.get().certifies(newest.get())
        && range.isChain();
  }

  /**
   * Hands over what is here, and asks for what is missing.
   *
   * @param top the newest block that is known to be final
   * @return why the node must stop; empty if all is well
   */
  Optional<String> run(@Nullable CertifiedHeader top, OwnHead head) {
    while (importing.size() < IMPORTS) {
      Optional<BlockRange> lowest = window.takeLowest();
      if (lowest.isEmpty()) {
        break;
      }
      Optional<String> fault = hand(lowest.get(), head);
      if (fault.isPresent()) {
        return fault;
      }
    }
    if (top != null) {
      window.plan(epochs, top, desk.peers().height());
    }
    for (Slot slot : window.open()) {
      desk.peers()
          .forBlocks(slot.range().from(), slot.range().to(), desk.now())
          .ifPresent(peer -> desk.askBlocks(peer, slot));
    }
    return Optional.empty();
  }

  private Optional<String> hand(BlockRange range, OwnHead head) {
    Block first = range.blocks().get(0);
    if (!first.header().parentHash().equals(tip)) {
      return Optional.of(
          "final block "
              + first.hash().hex()
              + " at height "
              + first.header().height()
              + " does not descend from final block "
              + tip.hex()
              + "; the ledger stands at "
              + head.height());
    }
    Block last = range.blocks().get(range.blocks().size() - 1);
    tip = last.hash();
    importing.add(last);
    range
        .newest()
        .ifPresent(it -> desk.add(new SyncEffect.Import(range.blocks(), it.certificate())));
    return Optional.empty();
  }

  /** The oldest range that was handed over is written. */
  void imported(OwnHead head) {
    importing.remove();
    height = head.height();
    movedAt = desk.now();
  }

  /** Returns true if nothing is left to take, or nobody gives anything. */
  boolean isDone() {
    boolean stuck = !desk.asksForBlocks() && desk.now() - movedAt >= GIVE_UP_NANOS;
    return importing.isEmpty() && (window.isEmpty() || stuck);
  }

  /** Returns whether anything was taken since the beginning. */
  boolean moved() {
    return height > beganHeight;
  }

  /** Forgets what is on its way. */
  void end() {
    desk.cancelBlocks();
    window.restart(height);
  }
}
