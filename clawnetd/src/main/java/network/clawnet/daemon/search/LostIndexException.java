package network.clawnet.daemon.search;

/** The index cannot answer now. That is not a fault of the node: the index is made again. */
final class LostIndexException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean damaged;

  LostIndexException(Exception cause, boolean damaged) {
    super(cause.getMessage(), cause);
    this.damaged = damaged;
  }

  /** Returns whether its files are at fault; else it was just being closed. */
  boolean isDamaged() {
    return damaged;
  }
}
