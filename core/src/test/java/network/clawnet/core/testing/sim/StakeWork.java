package network.clawnet.core.testing.sim;

import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import network.clawnet.core.codec.Json;
import network.clawnet.core.consensus.vote.VoteSigner;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.Did;
import network.clawnet.core.stake.event.StakeAmount;
import network.clawnet.core.stake.event.Stakes;
import network.clawnet.core.stake.event.Unstakes;
import network.clawnet.core.stake.event.ValidatorReadies;
import network.clawnet.core.stake.event.ValidatorReady;
import network.clawnet.core.stake.event.ValidatorRegister;
import network.clawnet.core.stake.event.ValidatorRegisters;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;

/**
 * What controllers do with their stake: honest ones add to it, and take some back where nobody
 * lies; the node that has no seat at first joins and leaves. The liars' part of the weight never
 * grows by it.
 */
final class StakeWork {
  private static final long BALANCE = 5_000;
  private static final int MOST_ADDED = 40;

  /** Now and then more than a third of the weight, which the rules let in by parts. */
  private static final int MUCH_MORE = 10;

  private final List<VoteSigner> honest;
  private final VoteSigner first;
  private final boolean spare;
  private final boolean allHonest;
  private final Hash chainId;

  /** An event that lacks its nonce and its signature. */
  record Draft(TestActor from, String type, Json.Obj payload) {}

  StakeWork(Plan plan, KeyRing keys, Hash chainId) {
    honest = honest(plan, keys);
    this.first = keys.signer(0);
    this.spare = plan.nodes > plan.perEpoch;
    this.allHonest = plan.liars.isEmpty();
    this.chainId = chainId;
  }

  static TestActor controller(PublicKey validator) {
    return new TestActor("controller of " + validator);
  }

  /** Returns what the controllers may spend. */
  static SortedMap<Did, Tokens> balances(Plan plan, KeyRing keys) {
    TreeMap<Did, Tokens> out = new TreeMap<>();
    for (VoteSigner node : honest(plan, keys)) {
      out.put(controller(node.publicKey()).did(), new Tokens(BALANCE));
    }
    return out;
  }

  private static List<VoteSigner> honest(Plan plan, KeyRing keys) {
    return IntStream.range(0, plan.nodes - plan.liars.size()).mapToObj(keys::signer).toList();
  }

  List<TestActor> controllers() {
    return honest.stream().map(it -> controller(it.publicKey())).toList();
  }

  Draft draw(SplittableRandom random) {
    if (spare && random.nextInt(3) > 0) {
      return joinOrLeave(random);
    }
    VoteSigner node = honest.get(random.nextInt(honest.size()));
    if (allHonest && random.nextInt(4) == 0) {
      return unstake(node.publicKey(), 1 + random.nextInt(MOST_ADDED));
    }
    int times = random.nextInt(6) == 0 ? MUCH_MORE : 1;
    return stake(node.publicKey(), (long) times * (1 + random.nextInt(MOST_ADDED)));
  }

  private Draft joinOrLeave(SplittableRandom random) {
    PublicKey key = first.publicKey();
    TestActor controller = controller(key);
    return switch (random.nextInt(8)) {
      case 0, 1 -> {
        byte[] proof = first.sign(ValidatorRegister.possession(chainId, controller.did()));
        yield new Draft(
            controller, ValidatorRegisters.TYPE, new ValidatorRegister(key, proof).payload());
      }
      case 2, 3 -> stake(key, RealLedger.STAKE);
      case 4 -> unstake(key, 1 + random.nextInt((int) RealLedger.STAKE));
      default -> new Draft(controller, ValidatorReadies.TYPE, new ValidatorReady(key).payload());
    };
  }

  private static Draft unstake(PublicKey validator, long amount) {
    return new Draft(
        controller(validator),
        Unstakes.TYPE,
        new StakeAmount(validator, new Tokens(amount)).payload());
  }

  private static Draft stake(PublicKey validator, long amount) {
    return new Draft(
        controller(validator),
        Stakes.TYPE,
        new StakeAmount(validator, new Tokens(amount)).payload());
  }
}
