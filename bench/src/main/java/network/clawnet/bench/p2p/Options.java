package network.clawnet.bench.p2p;

import java.util.List;

/**
 * What to measure.
 *
 * @param parts which groups of rows
 * @param seconds length of each measured part
 * @param warmUp seconds before it
 * @param signing {@code none} or {@code strict}, of all gossip
 */
record Options(List<Part> parts, double seconds, double warmUp, String signing) {
  /** A group of rows. */
  enum Part {
    STREAMS,
    TRIPS,
    CONNECTIONS,
    GOSSIP2,
    GOSSIP8,
    MEMORY
  }

  static Options parse(String[] args) {
    List<Part> parts = List.of(Part.values());
    double seconds = 10;
    double warmUp = 5;
    String signing = "none";
    for (int i = 0; i + 1 < args.length; i += 2) {
      String value = args[i + 1];
      switch (args[i]) {
        case "--parts" -> parts = parts(value);
        case "--seconds" -> seconds = Double.parseDouble(value);
        case "--warm-up" -> warmUp = Double.parseDouble(value);
        case "--sign" -> signing = value;
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    if (args.length % 2 != 0 || seconds <= 0 || warmUp < 0) {
      throw new IllegalArgumentException("every option has a value, and --seconds is above 0");
    }
    if (!List.of("none", "strict").contains(signing)) {
      throw new IllegalArgumentException("--sign is none or strict");
    }
    return new Options(parts, seconds, warmUp, signing);
  }

  private static List<Part> parts(String text) {
    return List.of(text.toUpperCase(java.util.Locale.ROOT).split(",", -1)).stream()
        .map(Part::valueOf)
        .toList();
  }
}
