package network.clawnet.core.consensus.epoch;

import network.clawnet.core.block.Block;

/** A block above the floor whose body is held. */
final class KnownBlock {
  /** What execution said. */
  enum Verdict {
    NONE,
    PENDING,
    OK,
    BAD
  }

  private final Block block;
  private Verdict verdict = Verdict.NONE;
  private String detail = "";
  private boolean journaled;

  KnownBlock(Block block) {
    this.block = block;
  }

  Block block() {
    return block;
  }

  Verdict verdict() {
    return verdict;
  }

  String detail() {
    return detail;
  }

  void judge(Verdict said, String why) {
    verdict = said;
    detail = why;
  }

  boolean journaled() {
    return journaled;
  }

  void markJournaled() {
    journaled = true;
  }
}
