package network.clawnet.wallet.keystore;

import java.time.Duration;
import java.time.Instant;

/** Lets a few wrong passphrases pass at once and then one per pause. One owner thread at a time. */
final class GuessLimit {
  /** Wrong guesses that may follow each other at once. */
  static final int BURST = 5;

  /** Time in which one more guess is allowed. */
  static final Duration PAUSE = Duration.ofSeconds(30);

  private int left = BURST;
  private Instant since;

  GuessLimit(Instant now) {
    since = now;
  }

  /** Returns how long to wait before the next guess; zero if it may be made now. */
  Duration pauseBefore(Instant now) {
    refill(now);
    return left > 0 ? Duration.ZERO : PAUSE.minus(Duration.between(since, now));
  }

  /** Counts a wrong guess. */
  void wrong(Instant now) {
    refill(now);
    if (left == BURST) {
      since = now;
    }
    left--;
  }

  private void refill(Instant now) {
    if (now.isBefore(since)) {
      since = now; // the clock was set back: never a longer wait than one pause
    }
    long pauses = Duration.between(since, now).dividedBy(PAUSE);
    left = (int) Math.min(BURST, left + pauses);
    since = since.plus(PAUSE.multipliedBy(pauses));
  }
}
