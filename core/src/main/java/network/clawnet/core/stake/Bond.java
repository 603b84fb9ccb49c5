package network.clawnet.core.stake;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/**
 * What the ledger keeps of one consensus key: who owns it and what stands behind it. Immutable.
 *
 * @param controller account that owns the stake, whose locked part holds it, and that earns the
 *     key's share of the fees
 * @param amount Tokens that count for the sets to come
 * @param standing what the key may do
 * @param unbonding Tokens on their way back, oldest first, at most {@link #MAX_UNBONDING}
 */
public record Bond(Did controller, Tokens amount, Standing standing, List<Unbonding> unbonding) {
  /** Most entries on their way back at one time. */
  public static final int MAX_UNBONDING = 16;

  public Bond {
    unbonding = List.copyOf(unbonding);
    if (unbonding.size() > MAX_UNBONDING) {
      throw new IllegalArgumentException("more than " + MAX_UNBONDING + " unbonding entries");
    }
  }

  /**
   * What a consensus key may do.
   *
   * @param readyFor epoch that a newcomer is ready for: two after that in which it said so; 0 for
   *     none
   * @param waitingSince height of the oldest change of its stake that the sets do not show yet; 0
   *     for none
   */
  public record Standing(long readyFor, long waitingSince, Conduct conduct) {
    static final Standing NEW = new Standing(0, 0, Conduct.GOOD);

    /** Returns whether it contradicted itself. */
    public boolean tombstoned() {
      return conduct == Conduct.TOMBSTONED;
    }

    /** Returns whether it missed its turns and has not come back. */
    public boolean jailed() {
      return conduct == Conduct.JAILED;
    }

    Standing withReadyFor(long epoch) {
      return new Standing(epoch, waitingSince, conduct);
    }

    Standing withWaitingSince(long height) {
      return new Standing(readyFor, height, conduct);
    }

    Standing with(Conduct value) {
      return new Standing(readyFor, waitingSince, value);
    }
  }

  /** Returns a registered key without stake. */
  public static Bond of(Did controller) {
    return new Bond(controller, Tokens.ZERO, Standing.NEW, List.of());
  }

  /** Returns all that can be slashed: the bond and what is on its way back. */
  public Tokens atStake() {
    Tokens sum = amount;
    for (Unbonding entry : unbonding) {
      sum = sum.plus(entry.amount());
    }
    return sum;
  }

  public Bond withAmount(Tokens value) {
    return new Bond(controller, value, standing, unbonding);
  }

  Bond withStanding(Standing value) {
    return new Bond(controller, amount, value, unbonding);
  }

  Bond withUnbonding(List<Unbonding> entries) {
    return new Bond(controller, amount, standing, entries);
  }

  /** Returns the bond after a stake or unstake in the block at {@code height}. */
  Bond changed(long height) {
    return standing.waitingSince() == 0 ? withStanding(standing.withWaitingSince(height)) : this;
  }

  /** Returns the bond with Tokens added in the block at {@code height}. */
  public Bond staked(Tokens more, long height) {
    return withAmount(amount.plus(more)).changed(height);
  }

  /** Returns whether Tokens asked for in this epoch still find an entry. */
  public boolean hasRoomToUnbond(long epoch) {
    return unbonding.size() < MAX_UNBONDING || entryOf(epoch) >= 0;
  }

  /** Returns the bond with Tokens asked back; what one epoch asks for is one entry. */
  public Bond unstaked(Tokens less, long epoch, long height) {
    List<Unbonding> entries = new ArrayList<>(unbonding);
    int at = entryOf(epoch);
    if (at < 0) {
      entries.add(Unbonding.asked(less, epoch));
    } else {
      entries.set(at, entries.get(at).withAmount(entries.get(at).amount().plus(less)));
    }
    return withAmount(amount.minus(less)).withUnbonding(entries).changed(height);
  }

  /** Returns the bond of a key that is ready to run the epoch after the next. */
  public Bond readyIn(long epoch) {
    return withStanding(standing.withReadyFor(epoch + 2));
  }

  /** Returns the bond of a key that missed its turns. */
  Bond jailed() {
    return withStanding(standing.with(Conduct.JAILED));
  }

  /** Returns the bond of a key that is back: it queues for a seat like a newcomer. */
  public Bond unjailed(long epoch, long height) {
    return withStanding(standing.with(Conduct.GOOD)).readyIn(epoch).changed(height);
  }

  private int entryOf(long epoch) {
    for (int i = 0; i < unbonding.size(); i++) {
      if (unbonding.get(i).askedIn() == epoch && !unbonding.get(i).hasLeft()) {
        return i;
      }
    }
    return -1;
  }
}
