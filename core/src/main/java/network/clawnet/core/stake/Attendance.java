package network.clawnet.core.stake;

import java.util.Arrays;
import java.util.TreeSet;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.Changes;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;

/**
 * Which validators of the epoch made a block, and how many turns the others missed: whoever missed
 * all of them is jailed when the epoch ends. Source: docs/consensus.md, section 7.
 */
public final class Attendance {
  /** Turns that must have been missed. */
  static final int TURNS = 3;

  private static final StateKey KEY = new StateKey(Bonds.MODULE, new byte[] {3});
  private static final byte PRESENT = TURNS + 1;

  private Attendance() {}

  /** Notes whose turns a block shows. A set of one has nobody who could do without it. */
  public static void note(ValidatorSet set, Turn turn, Changes changes) {
    if (set.size() < 2) {
      return;
    }
    byte[] before = read(set, changes);
    byte[] after = before.clone();
    if (isMinority(set, turn)) {
      for (int index : turn.missed()) {
        if (after[index] < TURNS) {
          after[index]++;
        }
      }
    }
    after[turn.proposer()] = PRESENT;
    if (!Arrays.equals(before, after)) {
      changes.put(KEY, after);
    }
  }

  /** Jails who missed all turns of an epoch that ends, and begins to count anew. */
  static void settle(EpochRecord ending, Changes changes) {
    ValidatorSet set = ending.current();
    byte[] seen = read(set, changes);
    for (int i = 0; i < seen.length; i++) {
      PublicKey key = set.key(i);
      Bond bond = Bonds.require(changes, key);
      if (seen[i] == TURNS && bond.standing().conduct() == Conduct.GOOD) {
        Bonds.put(changes, key, bond.jailed());
      }
    }
    if (changes.get(KEY) != null) {
      changes.delete(KEY);
    }
  }

  /**
   * Where those that missed a turn weigh a third, nobody could have gone on without them: the
   * network was in two parts, and whose fault that was a block does not say.
   */
  private static boolean isMinority(ValidatorSet set, Turn turn) {
    long weight = 0;
    for (int index : new TreeSet<>(turn.missed())) {
      weight += set.weight(index);
    }
    return !set.touchesHonest(weight);
  }

  /** One byte for each member: the turns missed, or {@link #PRESENT}. */
  private static byte[] read(ValidatorSet set, StateView view) {
    byte[] value = view.get(KEY);
    if (value == null) {
      return new byte[set.size()];
    }
    if (value.length != set.size()) {
      throw new IllegalStateException("attendance of another set");
    }
    return value;
  }
}
