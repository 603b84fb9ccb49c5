package network.clawnet.core.sync.plan;

import network.clawnet.core.sync.wire.BlockRange;
import network.clawnet.core.sync.wire.BlocksQuestion;
import org.jspecify.annotations.Nullable;

/** A range of blocks of one epoch on its way here. */
final class Slot {
  private final BlocksQuestion.Range range;
  private final long epoch;
  private @Nullable BlockRange held;
  private boolean asked;

  Slot(BlocksQuestion.Range range, long epoch) {
    this.range = range;
    this.epoch = epoch;
  }

  BlocksQuestion.Range range() {
    return range;
  }

  long epoch() {
    return epoch;
  }

  boolean isOpen() {
    return !asked && held == null;
  }

  boolean isAsked() {
    return asked;
  }

  void ask() {
    asked = true;
  }

  void giveUp() {
    asked = false;
  }

  void hold(BlockRange proved) {
    asked = false;
    held = proved;
  }

  @Nullable BlockRange held() {
    return held;
  }

  long heldBytes() {
    BlockRange proved = held;
    return proved == null
        ? 0
        : proved.blocks().stream().mapToLong(it -> it.header().body().bodyBytes()).sum();
  }
}
