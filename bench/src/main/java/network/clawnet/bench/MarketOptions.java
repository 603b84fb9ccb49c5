package network.clawnet.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What to measure.
 *
 * @param listings in the catalogue; 0 for no search
 * @param queries of each kind
 * @param seconds length of the measured part of the trade
 * @param validators sizes of networks that trade, one run each
 */
record MarketOptions(int listings, int queries, double seconds, List<Integer> validators) {
  static MarketOptions parse(String[] args) {
    int listings = 1_000_000;
    int queries = 1_000;
    double seconds = 15;
    List<Integer> validators = List.of(1, 4);
    for (int i = 0; i + 1 < args.length; i += 2) {
      String value = args[i + 1];
      switch (args[i]) {
        case "--listings" -> listings = Integer.parseInt(value);
        case "--queries" -> queries = Integer.parseInt(value);
        case "--seconds" -> seconds = Double.parseDouble(value);
        case "--validators" -> validators = numbers(value);
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    if (args.length % 2 != 0 || listings < 0 || queries < 1 || seconds < 1) {
      throw new IllegalArgumentException(
          "every option has a value; --queries and --seconds are at least 1");
    }
    return new MarketOptions(listings, queries, seconds, validators);
  }

  private static List<Integer> numbers(String text) {
    List<Integer> out = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      if (!each.equals("0")) {
        out.add(Integer.parseInt(each));
      }
    }
    return List.copyOf(out);
  }
}
