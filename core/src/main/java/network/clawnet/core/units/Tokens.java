package network.clawnet.core.units;

/**
 * An amount of Token, the smallest unit of value.
 *
 * <p>Never negative and never more than {@link #MAX}, so every amount is exact both as a {@code
 * long} and as a JSON number. Source: docs/protocol/events.md, section 2.
 *
 * @param value whole Tokens, 0 to {@link #MAX}
 */
public record Tokens(long value) implements Comparable<Tokens> {
  /** The largest amount that any account, event or supply may hold, in Token. */
  public static final long MAX = 9_000_000_000_000_000L;

  public static final Tokens ZERO = new Tokens(0);

  public Tokens {
    if (value < 0 || value > MAX) {
      throw new IllegalArgumentException("amount out of range: " + value);
    }
  }

  /** Returns whether {@code value} may be the value of an amount. */
  public static boolean inRange(long value) {
    return value >= 0 && value <= MAX;
  }

  /**
   * Returns the sum.
   *
   * @throws ArithmeticException if it exceeds {@link #MAX}; rules check before they add
   */
  public Tokens plus(Tokens other) {
    long sum = Math.addExact(value, other.value);
    if (sum > MAX) {
      throw new ArithmeticException("amount overflow: " + sum);
    }
    return new Tokens(sum);
  }

  /**
   * Returns the difference.
   *
   * @throws ArithmeticException if {@code other} is larger; rules check before they subtract
   */
  public Tokens minus(Tokens other) {
    long rest = Math.subtractExact(value, other.value);
    if (rest < 0) {
      throw new ArithmeticException("amount underflow: " + rest);
    }
    return new Tokens(rest);
  }

  public boolean isZero() {
    return value == 0;
  }

  @Override
  public int compareTo(Tokens other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
