package network.clawnet.core.block;

/**
 * Where a block stands.
 *
 * @param epoch number of the validator set's term, from 0
 * @param view attempt within the epoch, from 1; 0 only in the genesis block
 * @param height distance from the genesis block
 * @param proposer index of the leader in the epoch's validator set, 0..65535
 */
public record Slot(long epoch, long view, long height, int proposer) {
  public Slot {
    if (epoch < 0 || view < 0 || height < 0 || proposer < 0 || proposer > 0xffff) {
      throw new IllegalArgumentException("slot out of range");
    }
  }
}
