package network.clawnet.market.kernel;

/** A deal with a deadline. */
public interface Timed {
  /** Returns whether the deadline of the present state has passed at a block's time. */
  boolean isOverdueAt(long time);
}
