package network.clawnet.core.consensus.set;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.crypto.Hash;

/**
 * Which validator leads which view of an epoch: slots in proportion to weight, spread evenly,
 * rotated by the start block's hash. Immutable; the same everywhere.
 *
 * <p>Source: docs/consensus.md, section 3.
 */
public final class LeaderTable {
  /** Smallest number of slots. */
  public static final int MIN_SLOTS = 256;

  private final int[] slots;

  private LeaderTable(int[] slots) {
    this.slots = slots;
  }

  /**
   * Returns the table of an epoch.
   *
   * @param startHash hash of the epoch's start block
   */
  public static LeaderTable of(ValidatorSet set, Hash chainId, long epoch, Hash startHash) {
    int length = Math.max(set.size(), MIN_SLOTS);
    int[] spread = spread(shares(set, length), length);
    ByteWriter seed = new ByteWriter(72);
    seed.raw(chainId.bytes()).u64(epoch).raw(startHash.bytes());
    Hash hash = Hash.sha256(seed.toBytes());
    int turn = new BigInteger(1, hash.bytes()).mod(BigInteger.valueOf(length)).intValueExact();
    int[] slots = new int[length];
    for (int i = 0; i < length; i++) {
      slots[i] = spread[(i + turn) % length];
    }
    return new LeaderTable(slots);
  }

  /** Returns the number of slots. */
  public int length() {
    return slots.length;
  }

  /**
   * Returns the index of the validator that leads a view.
   *
   * @param view from 1
   */
  public int leader(long view) {
    return slots[(int) (view % slots.length)];
  }

  /** Largest remainder of weight * length / total, ties to the lower index, at least 1 each. */
  private static int[] shares(ValidatorSet set, int length) {
    BigInteger total = BigInteger.valueOf(set.totalWeight());
    int[] shares = new int[set.size()];
    BigInteger[] remainders = new BigInteger[set.size()];
    List<Integer> order = new ArrayList<>();
    int given = 0;
    for (int i = 0; i < shares.length; i++) {
      BigInteger[] parts =
          BigInteger.valueOf(set.weight(i))
              .multiply(BigInteger.valueOf(length))
              .divideAndRemainder(total);
      shares[i] = Math.max(1, parts[0].intValueExact());
      remainders[i] = parts[0].signum() == 0 ? BigInteger.ZERO : parts[1];
      given += shares[i];
      order.add(i);
    }
    order.sort(Comparator.comparing((Integer i) -> remainders[i]).reversed());
    for (int k = 0; given < length; k++, given++) {
      shares[order.get(k % order.size())]++;
    }
    while (given > length) {
      shares[largest(shares)]--;
      given--;
    }
    return shares;
  }

  private static int largest(int[] shares) {
    int best = 0;
    for (int i = 1; i < shares.length; i++) {
      if (shares[i] > shares[best]) {
        best = i;
      }
    }
    return best;
  }

  /** Smooth weighted round-robin: all gain their share, the richest is chosen and pays the sum. */
  private static int[] spread(int[] shares, int length) {
    int[] credit = new int[shares.length];
    int[] slots = new int[length];
    for (int slot = 0; slot < length; slot++) {
      for (int i = 0; i < shares.length; i++) {
        credit[i] += shares[i];
      }
      int chosen = largest(credit);
      credit[chosen] -= length;
      slots[slot] = chosen;
    }
    return slots;
  }
}
