package network.clawnet.bench.p2p;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** {@code bench p2p}: our libp2p, js-libp2p and go-libp2p one after the other, in one table. */
public final class P2pBench {
  /** Decided in issue 3: at least so much of the throughput of the others, on each row. */
  private static final List<Comparison.Goal> STREAM_GOALS =
      List.of(new Comparison.Goal(Kind.JS, 2), new Comparison.Goal(Kind.GO, 0.7));

  private static final List<Comparison.Goal> GOSSIP_GOALS =
      List.of(new Comparison.Goal(Kind.JS, 3), new Comparison.Goal(Kind.GO, 0.7));

  private static final double MAX_HELD_MIB = 150;
  private static final double MIB = 1 << 20;

  private final Options options;
  private final Comparison table = new Comparison(System.out);

  private P2pBench(Options options) {
    this.options = options;
  }

  /** Measures what the arguments ask for; returns whether all goals on the table are reached. */
  public static boolean run(String[] args) throws IOException, InterruptedException {
    P2pBench bench = new P2pBench(Options.parse(args));
    for (Options.Part part : bench.options.parts()) {
      bench.run(part);
    }
    return !bench.table.missed();
  }

  private void run(Options.Part part) throws IOException, InterruptedException {
    switch (part) {
      case STREAMS -> {
        streams(1);
        streams(16);
      }
      case TRIPS -> trips();
      case CONNECTIONS ->
          table.row(
              "connections per second, 8 side by side",
              0,
              each(kind -> ConnectionLoad.perSecond(kind, options)));
      case GOSSIP2 -> gossip(2);
      case GOSSIP8 -> gossip(8);
      case MEMORY -> memory();
    }
  }

  private interface Measurement<T> {
    T of(Kind kind) throws IOException, InterruptedException;
  }

  private static <T> Map<Kind, T> each(Measurement<T> measurement)
      throws IOException, InterruptedException {
    Map<Kind, T> figures = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      figures.put(kind, measurement.of(kind));
    }
    return figures;
  }

  private static <T> Map<Kind, Double> only(Map<Kind, T> all, ToDoubleFunction<T> figure) {
    Map<Kind, Double> figures = new EnumMap<>(Kind.class);
    all.forEach((kind, it) -> figures.put(kind, figure.applyAsDouble(it)));
    return figures;
  }

  private void streams(int count) throws IOException, InterruptedException {
    Map<Kind, Pair.Rate> rates =
        each(
            kind -> {
              try (Pair pair = Pair.start(kind)) {
                return pair.throughput(count, options);
              }
            });
    String name = count + (count == 1 ? " stream: " : " streams: ");
    table.row(name + "MB per second", 0, only(rates, it -> it.perSecond() / 1e6), STREAM_GOALS);
    table.row(name + "CPU ms per MB, both ends", 2, only(rates, it -> it.cpuMicrosEach() * 1e3));
  }

  private void trips() throws IOException, InterruptedException {
    Map<Kind, Pair.Rate> rates =
        each(
            kind -> {
              try (Pair pair = Pair.start(kind)) {
                return pair.roundTrips(options);
              }
            });
    table.row("round trips per second, 32 bytes", 0, only(rates, Pair.Rate::perSecond));
    table.row("round trips: CPU µs each, both ends", 1, only(rates, Pair.Rate::cpuMicrosEach));
  }

  /** Figures of one implementation's gossip. */
  private record Gossip(GossipLoad.Rate rate, GossipLoad.Delays delays) {}

  private void gossip(int nodes) throws IOException, InterruptedException {
    Map<Kind, Gossip> all =
        each(
            kind -> {
              try (GossipLoad load = GossipLoad.start(kind, nodes, options.signing())) {
                return new Gossip(load.rate(options), load.delays(options));
              }
            });
    String name = "gossip, " + nodes + " nodes, signing " + options.signing() + ": ";
    table.row(name + "per second", 0, only(all, it -> it.rate().perSecond()));
    table.row(name + "per CPU second", 0, only(all, it -> it.rate().perCpuSecond()), GOSSIP_GOALS);
    table.row(name + "CPU µs each", 1, only(all, it -> it.rate().cpuMicrosEach()));
    table.row(name + "p50, ms", 2, only(all, it -> it.delays().median() / 1e3));
    table.row(name + "p99, ms", 2, only(all, it -> it.delays().late() / 1e3));
  }

  private void memory() throws IOException, InterruptedException {
    Map<Kind, Double> bytes = each(kind -> (double) ConnectionLoad.heldBytes(kind));
    table.bounded(
        ConnectionLoad.HELD + " idle connections: MiB above baseline",
        0,
        only(bytes, it -> it / MIB),
        MAX_HELD_MIB);
    table.row("idle connection: KiB", 1, only(bytes, it -> it / 1024 / ConnectionLoad.HELD));
  }
}
