package network.clawnet.bench;

import java.util.Arrays;
import network.clawnet.bench.cluster.NetworkBench;
import network.clawnet.bench.join.Givers;
import network.clawnet.bench.join.Joiner;
import network.clawnet.bench.join.SourceLedger;
import network.clawnet.bench.market.MarketLoader;
import network.clawnet.bench.p2p.P2pBench;
import network.clawnet.bench.peer.PeerProgram;

/** Entry point of {@code bin/bench} and of the processes that it starts. */
public final class Main {
  private static final String USAGE =
      """
      usage: bench ledger [--accounts 10000,1000000,5000000] [--seconds 60] [--crypto accp|bc]
             bench p2p [--parts streams,trips,connections,gossip2,gossip8,memory]
                 [--seconds 10] [--warm-up 5] [--sign none|strict]
             bench join [--events 1000000] [--accounts 1000000] [--givers 3]
             bench network [--validators 1,4,7,16] [--delays 0,50] [--seconds 60]
                 [--latency-seconds 20] [--comet true|false]
             bench market [--listings 1000000] [--queries 1000] [--seconds 15] [--validators 1,4]
             bench micro [JMH options]\
      """;

  private Main() {}

  /** Runs one command. */
  public static void main(String[] args) throws Exception {
    String command = args.length == 0 ? "" : args[0];
    String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
    switch (command) {
      case "ledger" -> new LedgerBench(Options.parse(rest)).run();
      case "p2p" -> System.exit(P2pBench.run(rest) ? 0 : 1);
      case "join" -> System.exit(JoinBench.run(rest) ? 0 : 1);
      case "join-events" -> child(() -> SourceLedger.events(rest));
      case "join-accounts" -> child(() -> SourceLedger.accounts(rest));
      case "join-give" -> child(() -> Givers.start(rest));
      case "join-take" -> child(() -> Joiner.start(rest));
      case "market" -> System.exit(MarketBench.run(rest) ? 0 : 1);
      case "market-load" -> child(() -> MarketLoader.start(rest));
      case "network" -> System.exit(NetworkBench.run(rest) ? 0 : 1);
      case "micro" -> org.openjdk.jmh.Main.main(rest);
      case "load" -> child(() -> BulkLoader.start(rest));
      case "generate" -> child(() -> Generator.start(rest));
      case "http" -> child(() -> HttpLoad.start(rest));
      case "peer" -> child(() -> PeerProgram.start(rest));
      default -> {
        System.err.println(USAGE);
        System.exit(2);
      }
    }
  }

  /** Something that a process of its own does for the benchmark. */
  private interface Work {
    void run() throws Exception;
  }

  /** Ends the process at a fault, whatever other threads do. */
  @SuppressWarnings("CatchAndPrintStackTrace") // the process ends right after it
  private static void child(Work work) throws Exception {
    boolean done = false;
    try {
      work.run();
      done = true;
    } catch (Exception e) {
      e.printStackTrace();
    } finally {
      if (!done) {
        Runtime.getRuntime().halt(1);
      }
    }
  }
}
