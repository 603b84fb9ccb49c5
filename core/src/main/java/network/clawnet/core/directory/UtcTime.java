package network.clawnet.core.directory;

import java.time.DateTimeException;
import java.time.LocalDate;
import network.clawnet.core.codec.DecodeException;

/**
 * Reads {@code YYYY-MM-DDThh:mm:ssZ} and {@code …ss.sssZ}, nothing else. Not {@code Instant.parse}:
 * what that accepts differs between Java versions, and nodes must agree.
 */
final class UtcTime {
  private static final String SHAPE = "0000-00-00T00:00:00Z";
  private static final String SHAPE_MILLIS = "0000-00-00T00:00:00.000Z";
  private static final long DAY_SECONDS = 86_400;

  private UtcTime() {}

  /**
   * Returns epoch milliseconds, at least 1.
   *
   * @param name of the member, for the message
   */
  static long parse(String name, String text) throws DecodeException {
    boolean millis = hasShape(text, SHAPE_MILLIS);
    if (!millis && !hasShape(text, SHAPE)) {
      throw new DecodeException("\"" + name + "\" must have the form 2027-01-31T23:59:59Z");
    }
    try {
      LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
      long time = day.toEpochDay() * DAY_SECONDS + secondOfDay(text);
      long value = time * 1_000 + (millis ? number(text, 20, 23) : 0);
      if (value < 1) {
        throw new DecodeException("\"" + name + "\" lies before 1970");
      }
      return value;
    } catch (DateTimeException e) {
      throw new DecodeException("\"" + name + "\" is no time of the calendar");
    }
  }

  private static long secondOfDay(String text) {
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      throw new DateTimeException("time of day");
    }
    return hour * 3_600L + minute * 60L + second;
  }

  private static boolean hasShape(String text, String shape) {
    boolean fits = text.length() == shape.length();
    for (int i = 0; fits && i < shape.length(); i++) {
      char c = text.charAt(i);
      fits = shape.charAt(i) == '0' ? c >= '0' && c <= '9' : c == shape.charAt(i);
    }
    return fits;
  }

  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = value * 10 + (text.charAt(i) - '0');
    }
    return value;
  }
}
