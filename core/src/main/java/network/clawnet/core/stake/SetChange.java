package network.clawnet.core.stake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.genesis.StakeParams;

/**
 * The way from one set to the next, at most a third of the weight long: a flood of newcomers that
 * do not run cannot stop the chain (amendment A6).
 */
final class SetChange {
  /** Sets up to this size change at once: a third of them is nobody. */
  private static final int FREE_SIZE = 3;

  private final SortedMap<PublicKey, Long> weights;
  private final int maxValidators;
  private long budget;

  private SetChange(SortedMap<PublicKey, Long> weights, int maxValidators) {
    this.weights = weights;
    this.maxValidators = maxValidators;
    this.budget = weights.values().stream().mapToLong(it -> it).sum() / 3;
  }

  /** One member's weight as it should be. */
  private record Step(long since, PublicKey key, long target) {}

  /**
   * Returns the weights of the set after {@code before}. Who is tombstoned leaves first and is not
   * counted; the rest in the order in which it was asked for, the last one perhaps in part.
   */
  static Map<PublicKey, Long> towards(
      SortedMap<PublicKey, Long> wanted,
      ValidatorSet before,
      SortedMap<PublicKey, Bond> bonds,
      StakeParams params) {
    if (before.size() <= FREE_SIZE) {
      return wanted;
    }
    TreeMap<PublicKey, Long> honest = new TreeMap<>();
    for (Validator each : before.validators()) {
      if (!standing(bonds, each.key()).tombstoned()) {
        honest.put(each.key(), each.weight());
      }
    }
    SetChange change = new SetChange(honest, params.maxValidators());
    steps(wanted, honest, bonds).forEach(change::take);
    return change.weights;
  }

  private static List<Step> steps(
      SortedMap<PublicKey, Long> wanted,
      SortedMap<PublicKey, Long> from,
      SortedMap<PublicKey, Bond> bonds) {
    TreeSet<PublicKey> keys = new TreeSet<>(from.keySet());
    keys.addAll(wanted.keySet());
    List<Step> steps = new ArrayList<>();
    for (PublicKey key : keys) {
      long since = standing(bonds, key).waitingSince();
      steps.add(new Step(since, key, wanted.getOrDefault(key, 0L)));
    }
    steps.sort(Comparator.comparingLong(Step::since).thenComparing(Step::key));
    return steps;
  }

  private void take(Step step) {
    long now = weights.getOrDefault(step.key, 0L);
    if (now == 0 && weights.size() >= maxValidators) {
      return;
    }
    long moved = Math.min(Math.abs(step.target - now), budget);
    budget -= moved;
    long then = step.target > now ? now + moved : now - moved;
    if (then == 0) {
      weights.remove(step.key);
    } else {
      weights.put(step.key, then);
    }
  }

  private static Bond.Standing standing(SortedMap<PublicKey, Bond> bonds, PublicKey key) {
    Bond bond = bonds.get(key);
    if (bond == null) {
      throw new IllegalStateException("a member without a bond: " + key);
    }
    return bond.standing();
  }
}
