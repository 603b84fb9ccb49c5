package network.clawnet.core.sync.snapshot;

/**
 * How far a snapshot is.
 *
 * @param phase what is going on
 * @param height of the block whose state it is; 0 while that is not decided
 * @param percent of the state's paths that are here, 0 to 100
 * @param bytes of entries taken by this process
 * @param peers that offer it
 */
public record JoinProgress(Phase phase, long height, int percent, long bytes, int peers) {
  /** What is going on. */
  public enum Phase {
    /** Nothing. */
    NONE,
    /** Peers are asked what they offer. */
    ASKING,
    /** Parts are taken. */
    TAKING,
    /** Complete: the next start takes it. */
    READY
  }

  /** Nothing is going on. */
  public static final JoinProgress NONE = new JoinProgress(Phase.NONE, 0, 0, 0, 0);
}
