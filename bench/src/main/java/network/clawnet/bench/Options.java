package network.clawnet.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What to measure.
 *
 * @param accounts numbers of accounts, one run each
 * @param seconds length of the measured part of the pre-signed load
 * @param crypto which verifiers the node is measured with, by the names of {@code clawnet.crypto}
 */
record Options(List<Integer> accounts, int seconds, List<String> crypto) {
  static Options parse(String[] args) {
    List<Integer> accounts = List.of(10_000, 1_000_000, 5_000_000);
    int seconds = 60;
    List<String> crypto = List.of("accp", "bc");
    for (int i = 0; i + 1 < args.length; i += 2) {
      String value = args[i + 1];
      switch (args[i]) {
        case "--accounts" -> accounts = numbers(value);
        case "--seconds" -> seconds = Integer.parseInt(value);
        case "--crypto" -> crypto = List.of(value.split(",", -1));
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    if (args.length % 2 != 0 || seconds < 1) {
      throw new IllegalArgumentException("every option has a value, and --seconds is at least 1");
    }
    return new Options(accounts, seconds, crypto);
  }

  private static List<Integer> numbers(String text) {
    List<Integer> out = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      out.add(Integer.parseInt(each));
    }
    return List.copyOf(out);
  }
}
