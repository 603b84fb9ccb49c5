package network.clawnet.core.consensus.epoch;

/** How much a core holds, for the bounds of invariant I9. */
public final class CoreSizes {
  private CoreSizes() {}

  /** Returns the number of views above the floor that are held. */
  public static int openViews(ConsensusCore core) {
    return core.core().openViews();
  }

  /** Returns the number of block bodies above the floor that are held. */
  public static int heldBlocks(ConsensusCore core) {
    return core.core().heldBlocks();
  }
}
