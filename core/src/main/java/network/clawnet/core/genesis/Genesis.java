package network.clawnet.core.genesis;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/**
 * The definition of a network. Two nodes are on one network if and only if their genesis documents
 * have one hash. Source: docs/protocol/genesis.md.
 *
 * @param network {@code mainnet}, {@code testnet} or {@code local}
 * @param name for people, 1 to 64 characters
 * @param time epoch milliseconds: the time of block 0 and the start of epoch 0
 * @param allocation who owns what in block 0
 * @param validators of the first two epochs
 */
public record Genesis(
    String network,
    String name,
    long time,
    GenesisParams params,
    Allocation allocation,
    List<GenesisValidator> validators,
    Optional<Faucet> faucet) {
  /** Most accounts with a first balance. */
  public static final int MAX_BALANCES = 1_024;

  /** Most validators of the first epochs. */
  public static final int MAX_VALIDATORS = 100;

  public Genesis {
    validators = List.copyOf(validators);
    if (validators.isEmpty() || validators.size() > MAX_VALIDATORS) {
      throw new IllegalArgumentException("1 to " + MAX_VALIDATORS + " validators are needed");
    }
    supply(allocation, validators);
    if (params.givenStake().isPresent()) {
      requireValidators(params.givenStake().get(), validators);
    }
  }

  private static void requireValidators(StakeParams stake, List<GenesisValidator> validators) {
    if (validators.size() > stake.maxValidators()) {
      throw new IllegalArgumentException("more validators than stake.maxValidators");
    }
    for (GenesisValidator validator : validators) {
      if (validator.stake().value() < stake.minStake()) {
        throw new IllegalArgumentException("a validator's stake is below stake.minStake");
      }
    }
  }

  /**
   * Who owns what in block 0, stakes aside.
   *
   * @param balances Tokens that each account may spend
   * @param treasury Tokens in the treasury
   */
  public record Allocation(SortedMap<Did, Tokens> balances, Tokens treasury) {
    public Allocation {
      balances = new TreeMap<>(balances);
      if (balances.size() > MAX_BALANCES) {
        throw new IllegalArgumentException("more than " + MAX_BALANCES + " balances");
      }
    }
  }

  /** Returns the network's id: the hash of the canonical document. */
  public Hash chainId() {
    return Hash.sha256(GenesisCodec.encode(this));
  }

  /** Returns the {@code chain} member of every event: 16 hex digits of the id. */
  public String chain() {
    return chainId().hex().substring(0, 16);
  }

  /**
   * Returns the age up to which a node may go on from what it knows of the network: two thirds of
   * the time that stake stays locked, milliseconds. 0, for any age, on a {@code local} network and
   * where the document says nothing of stake: these are for trying out.
   */
  public long trustMs() {
    return network.equals("local")
        ? 0
        : params.givenStake().map(it -> it.unbondingMs() / 3 * 2).orElse(0L);
  }

  /** Returns all Tokens there will ever be. */
  public Tokens supply() {
    return supply(allocation, validators);
  }

  private static Tokens supply(Allocation allocation, List<GenesisValidator> validators) {
    try {
      Tokens sum = allocation.treasury();
      for (Tokens balance : allocation.balances().values()) {
        sum = sum.plus(balance);
      }
      for (GenesisValidator validator : validators) {
        sum = sum.plus(validator.stake());
      }
      return sum;
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("the supply is over " + Tokens.MAX, e);
    }
  }
}
