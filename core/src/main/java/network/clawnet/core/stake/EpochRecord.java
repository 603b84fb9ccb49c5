package network.clawnet.core.stake;

import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.event.Changes;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;

/**
 * The epoch in which the next block is made.
 *
 * @param epoch number, from 0
 * @param startTime block time of the last block of the epoch before, epoch milliseconds
 * @param current the set that runs it
 * @param next the set of the epoch after it, known one epoch ahead
 */
public record EpochRecord(long epoch, long startTime, ValidatorSet current, ValidatorSet next) {
  private static final StateKey KEY = new StateKey(Bonds.MODULE, new byte[] {0});
  private static final int MAX_SET_BYTES = 2 + ValidatorSet.MAX_SIZE * 40;

  /**
   * Reads the record.
   *
   * @throws IllegalStateException if the state has none: block 0 always writes it
   */
  public static EpochRecord get(StateView view) {
    byte[] value = view.get(KEY);
    if (value == null) {
      throw new IllegalStateException("the state has no epoch record");
    }
    try {
      ByteReader in = new ByteReader(value);
      EpochRecord record =
          new EpochRecord(
              in.u64(),
              in.u64(),
              ValidatorSet.decode(in.bytes(MAX_SET_BYTES)),
              ValidatorSet.decode(in.bytes(MAX_SET_BYTES)));
      in.end();
      return record;
    } catch (DecodeException e) {
      throw new IllegalStateException("corrupt epoch record", e);
    }
  }

  /** Writes the record. */
  public void put(Changes changes) {
    changes.put(
        KEY,
        new ByteWriter()
            .u64(epoch)
            .u64(startTime)
            .bytes(current.encode())
            .bytes(next.encode())
            .toBytes());
  }

  /** Returns whether a block of this time is the last of the epoch. */
  public boolean endsAt(long blockTime, long epochMillis) {
    return blockTime >= startTime + epochMillis;
  }

  /** Returns the epoch after this one; its successor's set is known from {@code afterNext} on. */
  public EpochRecord following(long blockTime, ValidatorSet afterNext) {
    return new EpochRecord(epoch + 1, blockTime, next, afterNext);
  }
}
