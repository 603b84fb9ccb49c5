package network.clawnet.core.testing.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.clawnet.core.account.Account;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.account.Treasury;
import network.clawnet.core.block.Block;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisValidator;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateView;
import network.clawnet.core.testing.PayRules;

/** Who owns what after each final block, written from the rules' text and nothing else (I5, I6). */
final class MoneyReducer implements StakeReducer.Money {
  private static final class Purse {
    long available;
    long locked;
    long nonce;
  }

  /** A payment that waits for its time. */
  private record Waiting(long at, Did from, Did to) implements Comparable<Waiting> {
    @Override
    public int compareTo(Waiting other) {
      if (at != other.at) {
        return Long.compare(at, other.at);
      }
      int byFrom = from.compareTo(other.from);
      return byFrom != 0 ? byFrom : to.compareTo(other.to);
    }
  }

  private final Map<Did, Purse> purses = new TreeMap<>();
  private final TreeMap<Waiting, Boolean> waiting = new TreeMap<>();
  private final StakeReducer stakes;
  private final long supply;
  private long treasury;
  private long epochFees;

  MoneyReducer(Genesis genesis) {
    genesis
        .allocation()
        .balances()
        .forEach((did, balance) -> purse(did).available = balance.value());
    for (GenesisValidator validator : genesis.validators()) {
      purse(validator.controller()).locked = validator.stake().value();
    }
    stakes = new StakeReducer(genesis, this);
    treasury = genesis.allocation().treasury().value();
    supply = genesis.supply().value();
  }

  void apply(Block block) {
    if (!setOf(stakes.nextWeights()).hash().equals(block.header().outcome().nextValidatorsHash())) {
      throw new Violation("I4: the bonds give another next set than " + block + " says");
    }
    payWhatIsDue(block.header().tsMs());
    stakes.startBlock(block.header().tsMs());
    stakes.led(block.header());
    for (byte[] event : block.events()) {
      try {
        apply(EventCodec.decode(event).envelope(), block);
      } catch (EventFault | DecodeException e) {
        throw new Violation("a final event does not decode", e);
      }
    }
    if (block.header().lastOfEpoch()) {
      shareFees();
      stakes.endEpoch(block.header().tsMs());
    }
  }

  /** Compares with the accounts of a state. */
  void compare(StateView state) {
    long sum = treasury;
    for (Map.Entry<Did, Purse> entry : purses.entrySet()) {
      Purse purse = entry.getValue();
      Account account = Accounts.get(state, entry.getKey());
      boolean same =
          account.available().value() == purse.available
              && account.locked().value() == purse.locked
              && account.nonce() == purse.nonce;
      if (!same || purse.available < 0 || purse.locked < 0) {
        throw new Violation(
            "I5: "
                + entry.getKey()
                + " has "
                + account
                + ", but the events leave "
                + purse.available
                + " + "
                + purse.locked
                + " after nonce "
                + purse.nonce);
      }
      sum += purse.available + purse.locked;
    }
    Treasury held = Treasury.get(state);
    if (held.balance().value() != treasury || held.epochFees().value() != epochFees) {
      throw new Violation("I5: the treasury has " + held + " instead of " + treasury);
    }
    if (sum != supply) {
      throw new Violation("I5: " + sum + " Tokens of " + supply);
    }
  }

  private void apply(Envelope event, Block block) throws DecodeException {
    Did issuer = event.issuer();
    Purse from = purse(issuer);
    if (event.nonce() != ++from.nonce) {
      throw new Violation("I6: nonce of " + issuer + " is used twice or skipped");
    }
    from.available -= event.fee().value();
    treasury += event.fee().value();
    epochFees += event.fee().value();
    JsonFields in = new JsonFields(event.payload());
    if (event.type().equals(PayRules.TYPE)) {
      pay(issuer, in);
    } else {
      stakes.apply(event.type(), issuer, in, block.header().height(), block.header().tsMs());
    }
  }

  @Override
  public void lock(Did owner, long amount) {
    purse(owner).available -= amount;
    purse(owner).locked += amount;
  }

  @Override
  public void unlock(Did owner, long amount) {
    lock(owner, -amount);
  }

  @Override
  public void slash(Did owner, long amount) {
    purse(owner).locked -= amount;
    treasury += amount;
  }

  private void pay(Did issuer, JsonFields in) throws DecodeException {
    Purse from = purse(issuer);
    Did to = Did.parse(in.text("to", 128));
    long amount = in.amount("amount").value();
    long at = in.optionalInteger("at", 0, Json.Num.MAX).orElse(0);
    from.available -= amount;
    if (at == 0) {
      purse(to).available += amount;
    } else {
      from.locked += amount;
      waiting.put(new Waiting(at, issuer, to), true);
    }
  }

  private static ValidatorSet setOf(Map<PublicKey, Long> weights) {
    List<Validator> members = new ArrayList<>();
    weights.forEach((key, weight) -> members.add(new Validator(key, weight)));
    return ValidatorSet.of(members);
  }

  private void payWhatIsDue(long time) {
    while (!waiting.isEmpty() && waiting.firstKey().at <= time) {
      Waiting first = waiting.firstKey();
      waiting.remove(first);
      Purse from = purse(first.from);
      purse(first.to).available += from.locked;
      from.locked = 0;
    }
  }

  private void shareFees() {
    long half = epochFees / 2;
    Map<PublicKey, Long> weights = stakes.weights();
    long total = weights.values().stream().mapToLong(it -> it).sum();
    for (Map.Entry<PublicKey, Long> entry : weights.entrySet()) {
      long share = half * entry.getValue() / total;
      purse(stakes.ownerOf(entry.getKey())).available += share;
      treasury -= share;
    }
    epochFees = 0;
  }

  private Purse purse(Did did) {
    return purses.computeIfAbsent(did, it -> new Purse());
  }
}
