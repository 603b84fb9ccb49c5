package network.clawnet.core.testing.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import network.clawnet.core.block.Header;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.consensus.set.LeaderTable;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisValidator;
import network.clawnet.core.genesis.StakeParams;
import network.clawnet.core.identity.Did;

/** Whose stake counts and whose is on its way back, written from the rules' text. */
final class StakeReducer {
  private static final int FREE_SIZE = 3;

  /** Told what stake does to accounts. */
  interface Money {
    void lock(Did owner, long amount);

    void unlock(Did owner, long amount);

    void slash(Did owner, long amount);
  }

  private static final class Leaving {
    final long askedIn;
    long amount;
    long leftIn = -1;
    long maturesAt = Long.MAX_VALUE;

    Leaving(long askedIn) {
      this.askedIn = askedIn;
    }
  }

  private static final class Stake {
    final Did owner;
    long bond;
    long readyIn = -1;
    long waitsSince;
    boolean dead;
    boolean jailed;
    int missed;
    boolean came;
    final List<Leaving> leaving = new ArrayList<>();
    final TreeSet<Long> due = new TreeSet<>();

    Stake(Did owner) {
      this.owner = owner;
    }
  }

  private final Map<PublicKey, Stake> stakes = new TreeMap<>();
  private final StakeParams params;
  private final long epochMs;
  private final Money money;
  private Map<PublicKey, Long> weights = new TreeMap<>();
  private Map<PublicKey, Long> nextWeights;
  private long epoch;
  private long lastView;
  private Hash epochStart = Hash.ZERO;

  StakeReducer(Genesis genesis, Money money) {
    this.params = genesis.params().stake();
    this.epochMs = genesis.params().epochMs();
    this.money = money;
    for (GenesisValidator validator : genesis.validators()) {
      Stake stake = new Stake(validator.controller());
      stake.bond = validator.stake().value();
      stakes.put(validator.consensusKey(), stake);
      weights.put(validator.consensusKey(), stake.bond);
    }
    nextWeights = weights;
  }

  Map<PublicKey, Long> weights() {
    return weights;
  }

  Map<PublicKey, Long> nextWeights() {
    return nextWeights;
  }

  Did ownerOf(PublicKey validator) {
    return of(validator).owner;
  }

  void apply(String type, Did issuer, JsonFields in, long height, long time)
      throws DecodeException {
    PublicKey key = Did.parseMultibase(in.text("validator", 64));
    switch (type) {
      case "validator.register" -> {
        if (stakes.put(key, new Stake(issuer)) != null) {
          throw new Violation("I6: a key is registered twice");
        }
      }
      case "validator.ready" -> of(key).readyIn = epoch;
      case "validator.unjail" -> {
        Stake stake = of(key);
        stake.jailed = false;
        stake.readyIn = epoch;
        stake.waitsSince = stake.waitsSince == 0 ? height : stake.waitsSince;
      }
      case "wallet.stake" -> add(of(key), in.amount("amount").value(), height);
      case "wallet.unstake" -> takeBack(of(key), in.amount("amount").value(), height);
      case "consensus.evidence" -> punish(of(key), time);
      default -> throw new Violation("an event of type " + type);
    }
  }

  private void add(Stake stake, long amount, long height) {
    stake.bond += amount;
    stake.waitsSince = stake.waitsSince == 0 ? height : stake.waitsSince;
    money.lock(stake.owner, amount);
  }

  private void takeBack(Stake stake, long amount, long height) {
    stake.bond -= amount;
    stake.waitsSince = stake.waitsSince == 0 ? height : stake.waitsSince;
    Leaving last = stake.leaving.isEmpty() ? null : stake.leaving.get(stake.leaving.size() - 1);
    if (last == null || last.askedIn != epoch) {
      last = new Leaving(epoch);
      stake.leaving.add(last);
    }
    last.amount += amount;
  }

  private void punish(Stake stake, long time) {
    if (stake.dead) {
      throw new Violation("I6: a validator is punished twice");
    }
    stake.dead = true;
    stake.jailed = false;
    giveBack(stake, time);
    long held = stake.bond + stake.leaving.stream().mapToLong(it -> it.amount).sum();
    long cut = -Math.floorDiv(-held * params.slashBasisPoints(), 10_000L);
    money.slash(stake.owner, cut);
    long fromBond = Math.min(cut, stake.bond);
    stake.bond -= fromBond;
    cut -= fromBond;
    for (Leaving part : stake.leaving) {
      long taken = Math.min(cut, part.amount);
      part.amount -= taken;
      cut -= taken;
    }
    stake.leaving.removeIf(it -> it.amount == 0);
  }

  /** What a block does before its events. */
  void startBlock(long time) {
    for (Stake stake : stakes.values()) {
      while (!stake.due.isEmpty() && stake.due.first() <= time) {
        stake.due.pollFirst();
        giveBack(stake, time);
        if (stake.leaving.stream().anyMatch(it -> it.maturesAt <= time)) {
          stake.due.add(time + epochMs);
        }
      }
    }
  }

  private void giveBack(Stake stake, long time) {
    for (Leaving part : List.copyOf(stake.leaving)) {
      if (part.maturesAt <= time && epoch - part.leftIn > params.evidenceEpochs()) {
        money.unlock(stake.owner, part.amount);
        stake.leaving.remove(part);
      }
    }
  }

  /** Who made the block, and who should have made one before it. */
  void led(Header header) {
    epochStart = header.height() == 1 ? header.parentHash() : epochStart;
    List<Validator> members = new ArrayList<>();
    weights.forEach((key, weight) -> members.add(new Validator(key, weight)));
    ValidatorSet set = ValidatorSet.of(members);
    if (set.size() > 1) {
      LeaderTable table = LeaderTable.of(set, header.chainId(), epoch, epochStart);
      TreeSet<Integer> absent = new TreeSet<>();
      List<Integer> turns = new ArrayList<>();
      for (long view = lastView + 1; view < header.view(); view++) {
        turns.add(table.leader(view));
      }
      absent.addAll(turns);
      if (3 * absent.stream().mapToLong(set::weight).sum() < set.totalWeight()) {
        turns.forEach(index -> of(set.key(index)).missed++);
      }
      of(set.key(header.slot().proposer())).came = true;
    }
    lastView = header.lastOfEpoch() ? 0 : header.view();
    epochStart = header.lastOfEpoch() ? header.hash() : epochStart;
  }

  void endEpoch(long time) {
    for (Stake stake : stakes.values()) {
      stake.jailed |= stake.missed >= 3 && !stake.came && !stake.dead;
      stake.missed = 0;
      stake.came = false;
    }
    Map<PublicKey, Long> afterNext = afterNext();
    stakes.forEach(
        (key, stake) -> {
          long last = afterNext.getOrDefault(key, 0L);
          if (last == stake.bond) {
            stake.waitsSince = 0;
          }
          letGo(stake, Math.max(last, nextWeights.getOrDefault(key, 0L)), time);
        });
    weights = nextWeights;
    nextWeights = afterNext;
    epoch++;
  }

  /** The newest parts stay as long as the sets still count them. */
  private void letGo(Stake stake, long counted, long time) {
    long covered = stake.bond;
    for (int i = stake.leaving.size() - 1; i >= 0; i--) {
      Leaving part = stake.leaving.get(i);
      if (part.leftIn < 0 && covered >= counted) {
        part.leftIn = epoch;
        part.maturesAt = time + params.unbondingMs();
        stake.due.add(part.maturesAt);
      } else if (part.leftIn < 0) {
        covered += part.amount;
      }
    }
  }

  private Map<PublicKey, Long> afterNext() {
    Map<PublicKey, Long> wanted = wanted();
    if (wanted.isEmpty()) {
      return nextWeights;
    }
    if (nextWeights.size() <= FREE_SIZE) {
      return wanted;
    }
    Map<PublicKey, Long> out = new TreeMap<>(nextWeights);
    out.keySet().removeIf(key -> of(key).dead);
    long moves = out.values().stream().mapToLong(it -> it).sum() / 3;
    List<PublicKey> queue = new ArrayList<>(stakes.keySet());
    queue.sort(Comparator.comparingLong(key -> of(key).waitsSince));
    for (PublicKey key : queue) {
      long target = wanted.getOrDefault(key, 0L);
      long now = out.getOrDefault(key, 0L);
      while (now != target && moves > 0) {
        now += target > now ? 1 : -1;
        moves--;
      }
      out.put(key, now);
      out.values().removeIf(it -> it == 0);
    }
    return out.isEmpty() ? wanted : out;
  }

  private Map<PublicKey, Long> wanted() {
    Map<PublicKey, Long> wanted = new TreeMap<>();
    stakes.forEach(
        (key, stake) -> {
          boolean member = nextWeights.containsKey(key) || stake.readyIn == epoch;
          if (member && !stake.dead && !stake.jailed && stake.bond >= params.minStake()) {
            wanted.put(key, stake.bond);
          }
        });
    return wanted;
  }

  private Stake of(PublicKey validator) {
    return Objects.requireNonNull(stakes.get(validator));
  }
}
