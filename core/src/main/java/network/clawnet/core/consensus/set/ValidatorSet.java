package network.clawnet.core.consensus.set;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;

/**
 * The validators of one epoch, by weight descending, then key ascending. The index in this order is
 * how votes name their signer. Immutable.
 */
public final class ValidatorSet {
  /** Largest number of validators. */
  public static final int MAX_SIZE = 100;

  /** Largest sum of weights: three times it fits a long. */
  public static final long MAX_TOTAL_WEIGHT = 1L << 60;

  private static final byte[] DOMAIN = "clawnet:validators:v1:".getBytes(StandardCharsets.US_ASCII);
  private static final Comparator<Validator> ORDER =
      Comparator.comparingLong(Validator::weight).reversed().thenComparing(Validator::key);

  private final List<Validator> validators;
  private final long totalWeight;
  private final Hash hash;

  private ValidatorSet(List<Validator> sorted) {
    validators = List.copyOf(sorted);
    totalWeight = sorted.stream().mapToLong(Validator::weight).sum();
    hash = Hash.sha256(DOMAIN, encode());
  }

  /**
   * Returns the set of these validators, put in order.
   *
   * @throws IllegalArgumentException if there are none or more than {@link #MAX_SIZE}, if two have
   *     one key, or if the weights sum to more than {@link #MAX_TOTAL_WEIGHT}
   */
  public static ValidatorSet of(Collection<Validator> validators) {
    List<Validator> sorted = new ArrayList<>(validators);
    sorted.sort(ORDER);
    String fault = fault(sorted);
    if (!fault.isEmpty()) {
      throw new IllegalArgumentException(fault);
    }
    return new ValidatorSet(sorted);
  }

  public int size() {
    return validators.size();
  }

  public List<Validator> validators() {
    return validators;
  }

  /**
   * Returns the key at an index.
   *
   * @param index 0..{@link #size}-1
   */
  public PublicKey key(int index) {
    return validators.get(index).key();
  }

  public long weight(int index) {
    return validators.get(index).weight();
  }

  public long totalWeight() {
    return totalWeight;
  }

  /** Returns the index of the key, or -1 if it is not a member. */
  public int indexOf(PublicKey key) {
    for (int i = 0; i < validators.size(); i++) {
      if (validators.get(i).key().equals(key)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns true if this weight is more than two thirds of the total. */
  public boolean isQuorum(long weight) {
    return 3 * weight > 2 * totalWeight;
  }

  /** Returns true if this weight is at least one third, so that an honest validator is in it. */
  public boolean touchesHonest(long weight) {
    return 3 * weight >= totalWeight;
  }

  /** Returns the hash that block headers carry. */
  public Hash hash() {
    return hash;
  }

  /** Returns u16 count, then key and u64 weight of each in order. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(2 + validators.size() * (PublicKey.BYTES + 8));
    out.u16(validators.size());
    for (Validator it : validators) {
      out.raw(it.key().bytes()).u64(it.weight());
    }
    return out.toBytes();
  }

  /** Reads what {@link #encode} wrote; another order is refused. */
  public static ValidatorSet decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    int count = in.u16();
    if (count > MAX_SIZE) {
      throw new DecodeException(count + " validators are too many");
    }
    List<Validator> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      PublicKey key = PublicKey.of(in.raw(PublicKey.BYTES));
      long weight = in.u64();
      if (weight < 1 || weight > Validator.MAX_WEIGHT) {
        throw new DecodeException("validator weight out of range");
      }
      list.add(new Validator(key, weight));
    }
    in.end();
    String fault = fault(list);
    if (!fault.isEmpty()) {
      throw new DecodeException(fault);
    }
    return new ValidatorSet(list);
  }

  private static String fault(List<Validator> list) {
    if (list.isEmpty() || list.size() > MAX_SIZE) {
      return list.size() + " validators; 1.." + MAX_SIZE + " are allowed";
    }
    long total = 0;
    for (int i = 0; i < list.size(); i++) {
      total += list.get(i).weight();
      if (total > MAX_TOTAL_WEIGHT) {
        return "the weights sum to too much";
      }
      if (i > 0 && ORDER.compare(list.get(i - 1), list.get(i)) >= 0) {
        return "validators are not in order or repeat";
      }
      for (int j = 0; j < i; j++) {
        if (list.get(j).key().equals(list.get(i).key())) {
          return "two validators have one key";
        }
      }
    }
    return "";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValidatorSet it && validators.equals(it.validators);
  }

  @Override
  public int hashCode() {
    return validators.hashCode();
  }

  @Override
  public String toString() {
    return "ValidatorSet" + validators;
  }
}
