package network.clawnet.core.sync.plan;

/**
 * When a node that is behind takes a snapshot and does not execute every block.
 *
 * @param blocks behind which the end of an epoch is taken
 * @param ms behind which it is taken, by block time, milliseconds
 * @param fresh whether a ledger that has block 0 only begins with one, however short the way is
 */
public record JoinRule(long blocks, long ms, boolean fresh) {
  /** Never. */
  public static final JoinRule NEVER = new JoinRule(Long.MAX_VALUE, Long.MAX_VALUE, false);

  /** Far behind: more than 20 000 blocks or a day. */
  public static final JoinRule FAR = new JoinRule(20_000, 24 * 3_600_000L, false);

  /** Far behind, and whenever the ledger is new. */
  public static final JoinRule NEW = new JoinRule(FAR.blocks, FAR.ms, true);

  boolean suits(OwnHead head, long height, long timeMs) {
    boolean begins = fresh && head.height() == 0;
    return height > head.height()
        && (begins || height - head.height() > blocks || timeMs - head.timeMs() > ms);
  }
}
