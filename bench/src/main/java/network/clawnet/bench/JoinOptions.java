package network.clawnet.bench;

/**
 * What is joined.
 *
 * @param events transfers in the ledger that is executed again
 * @param accounts entries of the state that is taken as a snapshot
 * @param givers honest peers
 */
record JoinOptions(int events, int accounts, int givers) {
  static JoinOptions parse(String[] args) {
    int events = 1_000_000;
    int accounts = 1_000_000;
    int givers = 3;
    for (int i = 0; i + 1 < args.length; i += 2) {
      int value = Integer.parseInt(args[i + 1]);
      switch (args[i]) {
        case "--events" -> events = value;
        case "--accounts" -> accounts = value;
        case "--givers" -> givers = value;
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
    if (args.length % 2 != 0 || events < 1_000 || accounts < 1_000 || givers < 1) {
      throw new IllegalArgumentException(
          "every option has a value; --events and --accounts are at least 1000");
    }
    return new JoinOptions(events, accounts, givers);
  }
}
