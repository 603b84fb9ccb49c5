package network.clawnet.p2p.gossip.sim;

/**
 * Runs large networks from the command line: {@code --nodes N --runs N --from SEED --loss PERCENT
 * --bytes N}.
 */
public final class SimulateGossip {
  private static final double ENOUGH = 0.999;

  private SimulateGossip() {}

  public static void main(String[] args) {
    long from = 1;
    int runs = 1;
    int nodes = 1000;
    int bytes = 1024;
    double loss = 1;
    boolean understood = args.length % 2 == 0;
    for (int i = 0; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--nodes" -> nodes = Integer.parseInt(args[i + 1]);
        case "--runs" -> runs = Integer.parseInt(args[i + 1]);
        case "--bytes" -> bytes = Integer.parseInt(args[i + 1]);
        case "--from" -> from = Long.parseLong(args[i + 1]);
        case "--loss" -> loss = Double.parseDouble(args[i + 1]);
        default -> understood = false;
      }
    }
    if (!understood) {
      System.err.println(
          "usage: simulate gossip [--nodes N] [--runs N] [--from SEED] [--loss PERCENT] [--bytes"
              + " N]");
      System.exit(2);
    }
    boolean enough = true;
    for (long seed = from; seed < from + runs; seed++) {
      long start = System.nanoTime();
      GossipSimulation.Outcome outcome = GossipSimulation.run(seed, nodes, loss / 100, bytes);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf("seed %d, %.1f %% loss, %.1f s: %s%n", seed, loss, seconds, outcome);
      enough &= outcome.share() >= ENOUGH;
    }
    System.exit(enough ? 0 : 1);
  }
}
