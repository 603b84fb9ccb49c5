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
import network.clawnet.core.state.StateView;

/**
 * Which validators run the epoch after the next. Source: docs/consensus.md, section 7, and
 * amendment A6.
 */
final class NextSet {
  private static final Comparator<Validator> BY_BOND =
      Comparator.comparingLong(Validator::weight).reversed().thenComparing(Validator::key);

  private final EpochRecord ending;
  private final StakeParams params;
  private final SortedMap<PublicKey, Bond> bonds;

  private NextSet(EpochRecord ending, StakeParams params, SortedMap<PublicKey, Bond> bonds) {
    this.ending = ending;
    this.params = params;
    this.bonds = bonds;
  }

  /**
   * Returns the set that follows that of the next epoch: the largest bonds, approached by at most a
   * third of the weight at a time; never an empty one, for nobody could ever change that.
   *
   * @param ending the epoch that ends
   */
  static ValidatorSet after(EpochRecord ending, StakeParams params, StateView state) {
    return new NextSet(ending, params, bonds(ending, state)).choose();
  }

  /** Returns the bonds of all who have something at stake or a seat. */
  static SortedMap<PublicKey, Bond> bonds(EpochRecord ending, StateView state) {
    TreeSet<PublicKey> keys = new TreeSet<>(Roster.get(state).keys());
    ending.next().validators().forEach(it -> keys.add(it.key()));
    TreeMap<PublicKey, Bond> out = new TreeMap<>();
    keys.forEach(key -> out.put(key, Bonds.require(state, key)));
    return out;
  }

  private ValidatorSet choose() {
    SortedMap<PublicKey, Long> wanted = wanted();
    if (wanted.isEmpty()) {
      return ending.next();
    }
    Map<PublicKey, Long> chosen = SetChange.towards(wanted, ending.next(), bonds, params);
    List<Validator> members = new ArrayList<>();
    (chosen.isEmpty() ? wanted : chosen)
        .forEach((key, weight) -> members.add(new Validator(key, weight)));
    return ValidatorSet.of(members);
  }

  private SortedMap<PublicKey, Long> wanted() {
    List<Validator> able = new ArrayList<>();
    for (Map.Entry<PublicKey, Bond> entry : bonds.entrySet()) {
      if (mayRun(entry.getKey(), entry.getValue())) {
        able.add(new Validator(entry.getKey(), entry.getValue().amount().value()));
      }
    }
    able.sort(BY_BOND);
    TreeMap<PublicKey, Long> wanted = new TreeMap<>();
    for (Validator each : able.subList(0, Math.min(able.size(), params.maxValidators()))) {
      wanted.put(each.key(), each.weight());
    }
    return wanted;
  }

  /** A newcomer must have said in the epoch that ends that it runs. */
  private boolean mayRun(PublicKey key, Bond bond) {
    Bond.Standing standing = bond.standing();
    boolean ready = ending.next().indexOf(key) >= 0 || standing.readyFor() == ending.epoch() + 2;
    return ready
        && standing.conduct() == Conduct.GOOD
        && bond.amount().value() >= params.minStake();
  }
}
