package network.clawnet.daemon.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.identity.Did;
import network.clawnet.core.stake.Bond;
import network.clawnet.core.stake.Bonds;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.stake.Roster;
import network.clawnet.core.stake.event.ValidatorRegister;
import network.clawnet.core.state.StateView;
import network.clawnet.daemon.app.validator.Validators;

/** Who validates, read from the state. Any thread. */
public final class ValidatorSets implements Validators {
  private static final Comparator<Member> HEAVIEST_FIRST =
      Comparator.comparingLong(Member::weight)
          .thenComparingLong(Member::nextWeight)
          .thenComparing(Member::bond)
          .reversed()
          .thenComparing(Member::key);

  private final StateView state;
  private final Genesis genesis;
  private final SigningKey key;
  private final Supplier<Set<PublicKey>> connected;

  /**
   * Reads the sets of a chain.
   *
   * @param key the node's own consensus key
   * @param connected with whom this node has proved channels now
   */
  public ValidatorSets(
      StateView state, Genesis genesis, SigningKey key, Supplier<Set<PublicKey>> connected) {
    this.state = state;
    this.genesis = genesis;
    this.key = key;
    this.connected = connected;
  }

  @Override
  public PublicKey own() {
    return key.publicKey();
  }

  @Override
  public ValidatorRegister registration(Did controller) {
    byte[] signed = ValidatorRegister.possession(genesis.chainId(), controller);
    return new ValidatorRegister(own(), key.sign(signed));
  }

  @Override
  public Overview overview() {
    EpochRecord epoch = EpochRecord.get(state);
    TreeSet<PublicKey> keys = new TreeSet<>(Roster.get(state).keys());
    keys.add(own());
    epoch.current().validators().forEach(it -> keys.add(it.key()));
    epoch.next().validators().forEach(it -> keys.add(it.key()));
    TreeSet<PublicKey> near = new TreeSet<>(connected.get());
    near.add(own());
    List<Member> members = new ArrayList<>();
    for (PublicKey each : keys) {
      Bond bond = Bonds.get(state, each);
      if (bond != null) {
        members.add(member(each, bond, epoch, near.contains(each)));
      }
    }
    members.sort(HEAVIEST_FIRST);
    return new Overview(
        epoch.epoch(),
        epoch.startTime(),
        epoch.startTime() + genesis.params().epochMs(),
        genesis.params().stake().minStake(),
        members);
  }

  private Member member(PublicKey each, Bond bond, EpochRecord epoch, boolean near) {
    long weight = weight(epoch.current(), each);
    long nextWeight = weight(epoch.next(), each);
    return new Member(
        each,
        bond.controller(),
        bond.amount(),
        weight,
        nextWeight,
        status(bond, weight > 0, nextWeight > 0),
        bond.standing().readyFor() == epoch.epoch() + 2,
        near,
        bond.unbonding().stream().map(ValidatorSets::entry).toList());
  }

  private Status status(Bond bond, boolean now, boolean next) {
    if (bond.standing().tombstoned()) {
      return Status.TOMBSTONED;
    }
    if (now) {
      return next ? Status.ACTIVE : Status.LEAVING;
    }
    if (next) {
      return Status.JOINING;
    }
    if (bond.standing().jailed()) {
      return Status.JAILED;
    }
    boolean enough = bond.amount().value() >= genesis.params().stake().minStake();
    return enough ? Status.WAITING : Status.IDLE;
  }

  private static Unbonding entry(network.clawnet.core.stake.Unbonding entry) {
    return new Unbonding(
        entry.amount(),
        entry.hasLeft() ? OptionalLong.of(entry.maturesAt()) : OptionalLong.empty());
  }

  private static long weight(ValidatorSet set, PublicKey key) {
    int index = set.indexOf(key);
    return index < 0 ? 0 : set.weight(index);
  }
}
