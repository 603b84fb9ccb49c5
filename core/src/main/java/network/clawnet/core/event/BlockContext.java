package network.clawnet.core.event;

/**
 * The block in which something happens.
 *
 * @param time the block's own time, epoch milliseconds; the only clock of the rules
 * @param version of the rules, from 1
 */
public record BlockContext(long height, long time, int version) {
  /** A block of the first version. */
  public BlockContext(long height, long time) {
    this(height, time, 1);
  }
}
