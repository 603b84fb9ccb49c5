package network.clawnet.bench.cluster;

import java.util.ArrayList;
import java.util.List;

/**
 * What to measure.
 *
 * @param validators sizes of networks, one run each
 * @param delays milliseconds that a packet takes, for each size
 * @param seconds length of the measured part at full load
 * @param latencySeconds length of each measurement of latencies and of idleness
 * @param comet whether CometBFT is measured beside
 */
record Options(
    List<Integer> validators,
    List<Integer> delays,
    double seconds,
    double latencySeconds,
    boolean comet) {
  /** A node closes a connection on which nothing was asked for 60 s. */
  private static final double MOST_LATENCY_SECONDS = 45;

  static Options parse(String[] args) {
    List<Integer> validators = List.of(1, 4, 7, 16);
    List<Integer> delays = List.of(0, 50);
    double seconds = 60;
    double latencySeconds = 20;
    boolean comet = true;
    for (int i = 0; i + 1 < args.length; i += 2) {
      String value = args[i + 1];
      switch (args[i]) {
        case "--validators" -> validators = numbers(value);
        case "--delays" -> delays = numbers(value);
        case "--seconds" -> seconds = Double.parseDouble(value);
        case "--latency-seconds" -> latencySeconds = Double.parseDouble(value);
        case "--comet" -> comet = Boolean.parseBoolean(value);
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    if (args.length % 2 != 0
        || seconds < 1
        || latencySeconds < 1
        || latencySeconds > MOST_LATENCY_SECONDS) {
      throw new IllegalArgumentException(
          "every option has a value, and --seconds is at least 1, --latency-seconds 1 to 45");
    }
    return new Options(validators, delays, seconds, latencySeconds, comet);
  }

  private static List<Integer> numbers(String text) {
    List<Integer> out = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      out.add(Integer.parseInt(each));
    }
    return List.copyOf(out);
  }
}
