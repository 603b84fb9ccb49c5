package network.clawnet.wallet.escrow;

import java.util.Locale;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.units.Tokens;

/**
 * An escrow as the ledger keeps it. What it holds is part of the depositor's locked Tokens.
 *
 * @param lastEvent the event that changed it last: what {@code resourcePrev} must name
 */
public record Escrow(String id, EscrowTerms terms, Sums sums, Hash lastEvent) {
  /** Where an escrow stands; follows from its sums. */
  public enum State {
    PENDING,
    FUNDED,
    RELEASING,
    RELEASED,
    REFUNDED,
    SETTLED;

    /** Returns whether nothing can happen to the escrow any more. */
    public boolean isFinal() {
      return switch (this) {
        case PENDING, FUNDED, RELEASING -> false;
        case RELEASED, REFUNDED, SETTLED -> true;
      };
    }

    /** Returns the text used in answers. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The money of one escrow.
   *
   * @param funded all that was ever put in
   * @param released part of it that went to the beneficiary
   * @param refunded part of it that went back
   */
  public record Sums(Tokens funded, Tokens released, Tokens refunded) {
    static final Sums NONE = new Sums(Tokens.ZERO, Tokens.ZERO, Tokens.ZERO);

    public Sums {
      if (released.plus(refunded).compareTo(funded) > 0) {
        throw new IllegalArgumentException("an escrow never pays more than it holds");
      }
    }

    /** Returns what is still held. */
    public Tokens remaining() {
      return funded.minus(released).minus(refunded);
    }
  }

  public State state() {
    if (sums.funded().isZero()) {
      return State.PENDING;
    }
    if (!remaining().isZero()) {
      return remaining().equals(sums.funded()) ? State.FUNDED : State.RELEASING;
    }
    if (sums.refunded().isZero()) {
      return State.RELEASED;
    }
    return sums.released().isZero() ? State.REFUNDED : State.SETTLED;
  }

  public Tokens remaining() {
    return sums.remaining();
  }

  Escrow funded(Tokens amount, Hash event) {
    return with(new Sums(sums.funded().plus(amount), sums.released(), sums.refunded()), event);
  }

  Escrow released(Tokens amount, Hash event) {
    return with(new Sums(sums.funded(), sums.released().plus(amount), sums.refunded()), event);
  }

  Escrow refunded(Tokens amount, Hash event) {
    return with(new Sums(sums.funded(), sums.released(), sums.refunded().plus(amount)), event);
  }

  private Escrow with(Sums newSums, Hash event) {
    return new Escrow(id, terms, newSums, event);
  }
}
