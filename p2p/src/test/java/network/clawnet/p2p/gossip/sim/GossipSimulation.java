package network.clawnet.p2p.gossip.sim;

import java.util.IntSummaryStatistics;
import network.clawnet.p2p.gossip.router.GossipParameters;
import network.clawnet.p2p.gossip.router.Tallies.Tally;
import network.clawnet.p2p.testing.Latency;
import network.clawnet.p2p.testing.Links;

/** Honest nodes on a random graph over lossy links: how much arrives, how fast, how often. */
public final class GossipSimulation {
  private static final int DIALS = 10;
  private static final int MESSAGES = 100;
  private static final long PAUSE_MILLIS = 100;

  private GossipSimulation() {}

  /**
   * What came of a run.
   *
   * @param share of the deliveries that came within 6 heartbeats
   * @param duplicates superfluous copies per node, median over messages
   * @param recovered deliveries by IWANT
   */
  public record Outcome(
      int nodes,
      double share,
      double duplicates,
      long medianMillis,
      long lateMillis,
      long recovered,
      IntSummaryStatistics mesh) {
    @Override
    public String toString() {
      return String.format(
          "%d nodes, %d messages: %.4f %% delivered within 6 heartbeats, median duplicates %.2f,"
              + " delay p50 %d ms, p99.9 %d ms, %d asked for, mesh %d-%d",
          nodes,
          MESSAGES,
          100 * share,
          duplicates,
          medianMillis,
          lateMillis,
          recovered,
          mesh.getMin(),
          mesh.getMax());
    }
  }

  /** Runs one seed. */
  public static Outcome run(long seed, int nodes, double loss, int contentBytes) {
    Links links = new Links(Latency.longTailed(40, 0.4), loss, true);
    GossipWorld world =
        new GossipWorld(seed, links, GossipParameters.standard().flooding(false))
            .contentBytes(contentBytes);
    world.addHonest(nodes);
    world.connectHonest(DIALS);
    world.network().runFor(5000);
    world.publishMany(MESSAGES, PAUSE_MILLIS);
    world.network().runFor(7000);
    Deliveries deliveries = world.deliveries();
    return new Outcome(
        nodes,
        deliveries.share(world.honestNumbers()),
        deliveries.medianDuplicates(nodes),
        deliveries.delayMillis(0.5),
        deliveries.delayMillis(0.999),
        world.honest().stream().mapToLong(it -> it.router().tallies().of(Tally.IWANT_SENT)).sum(),
        world.honest().stream()
            .mapToInt(it -> it.router().mesh(GossipWorld.TOPIC).size())
            .summaryStatistics());
  }
}
