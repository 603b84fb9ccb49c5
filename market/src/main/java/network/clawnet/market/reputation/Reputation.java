package network.clawnet.market.reputation;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateView;

/**
 * What deals and reviews say of a DID at one moment. Follows from the ledger and the moment alone.
 * Source: docs/protocol/market.md, section 9.
 *
 * @param score overall, 0 to 1 000
 * @param deals ratings on the ledger, whether or not they count
 * @param counted ratings that the score is made of
 * @param reviews counted ratings with stars
 * @param stars sum of those stars
 */
public record Reputation(
    int score, Dimensions dimensions, int deals, int counted, int reviews, int stars) {
  /** Newest ratings that are looked at. */
  public static final int MAX_READ = 1_000;

  /** Ratings from one partner that count: its newest. */
  public static final int MAX_PER_PARTNER = 3;

  private static final int NEUTRAL = 500;
  private static final int PER_PARTNER = 25;
  private static final int PER_STAR = 200;

  /** The parts of the score, each 0 to 1 000. */
  public record Dimensions(
      int transaction, int fulfillment, int quality, int social, int behavior) {
    int overall() {
      int percent =
          25 * transaction + 30 * fulfillment + 20 * quality + 15 * social + 10 * behavior;
      return (percent + 50) / 100;
    }
  }

  /** What a score is called, best first. */
  public enum Level {
    LEGEND(900, 7),
    MASTER(800, 6),
    EXPERT(700, 5),
    ADVANCED(500, 4),
    INTERMEDIATE(300, 3),
    BEGINNER(100, 2),
    NEWCOMER(0, 1);

    private final int least;
    private final int number;

    Level(int least, int number) {
      this.least = least;
      this.number = number;
    }

    public int number() {
      return number;
    }

    /** Returns the text used in answers. */
    public String text() {
      return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
  }

  public Level level() {
    for (Level level : Level.values()) {
      if (score >= level.least) {
        return level;
      }
    }
    return Level.NEWCOMER;
  }

  /**
   * Returns the reputation of a DID.
   *
   * @param now epoch milliseconds
   */
  public static Reputation of(StateView view, Did did, long now) {
    int count = Ratings.count(view, did);
    Tally tally = new Tally(now);
    for (int number = count - 1; number >= Math.max(0, count - MAX_READ); number--) {
      Optional<Rating> rating = Ratings.get(view, did, number);
      rating.ifPresent(tally::add);
    }
    return tally.result(count);
  }

  /** Weighs ratings, newest first. One thread. */
  private static final class Tally {
    private final long now;
    private final Map<Did, Integer> partners = new TreeMap<>();
    private final Mean transaction = new Mean();
    private final Mean fulfillment = new Mean();
    private final Mean quality = new Mean();
    private final Mean behavior = new Mean();
    private int counted;
    private int reviews;
    private int stars;

    Tally(long now) {
      this.now = now;
    }

    void add(Rating rating) {
      int weight = Decay.weight(rating.time(), now);
      if (weight == 0 || partners.merge(rating.other(), 1, Integer::sum) > MAX_PER_PARTNER) {
        return;
      }
      counted++;
      transaction.add(rating.outcome() > 0 ? Rating.BEST : 0, weight);
      behavior.add(rating.disputed() ? rating.outcome() : Rating.BEST, weight);
      if (rating.side() == Rating.Side.SELLER) {
        fulfillment.add(rating.outcome(), weight);
      }
      if (rating.stars() > 0) {
        quality.add(rating.stars() * PER_STAR, weight);
        reviews++;
        stars += rating.stars();
      }
    }

    Reputation result(int deals) {
      Dimensions dimensions =
          new Dimensions(
              transaction.value(),
              fulfillment.value(),
              quality.value(),
              Math.min(Rating.BEST, NEUTRAL + PER_PARTNER * partners.size()),
              behavior.value());
      return new Reputation(dimensions.overall(), dimensions, deals, counted, reviews, stars);
    }
  }

  /** A weighted mean, rounded to the nearest; neutral without values. */
  private static final class Mean {
    private long sum;
    private long weights;

    void add(int value, int weight) {
      sum += (long) value * weight;
      weights += weight;
    }

    int value() {
      return weights == 0 ? NEUTRAL : (int) ((sum + weights / 2) / weights);
    }
  }
}
