package network.clawnet.cli.output;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as a person reads them. */
public final class Moments {
  private static final long MINUTE = 60;
  private static final long HOUR = 3_600;
  private static final long DAY = 86_400;

  private Moments() {}

  /** Returns epoch milliseconds as {@code 2026-11-20T07:46:27Z}; empty for 0 and less. */
  public static String text(long epochMillis) {
    if (epochMillis <= 0) {
      return "";
    }
    return Instant.ofEpochMilli(epochMillis).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Returns a span as {@code 3d 4h}, {@code 4h 5m}, {@code 5m 6s} or {@code 6s}. */
  public static String span(long seconds) {
    if (seconds >= DAY) {
      return seconds / DAY + "d " + seconds % DAY / HOUR + "h";
    }
    if (seconds >= HOUR) {
      return seconds / HOUR + "h " + seconds % HOUR / MINUTE + "m";
    }
    return seconds >= MINUTE ? seconds / MINUTE + "m " + seconds % MINUTE + "s" : seconds + "s";
  }
}
