package network.clawnet.p2p.kad.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import network.clawnet.p2p.kad.machine.KadCommand;
import network.clawnet.p2p.kad.machine.KadConfig;
import network.clawnet.p2p.kad.machine.KadOutcome;
import network.clawnet.p2p.kad.message.KadPeer;
import network.clawnet.p2p.kad.record.Validators;
import network.clawnet.p2p.kad.table.Diversity;
import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * Runs large DHTs and prints what lookups cost: {@code KadSimulation [--nodes N] [--seed S]
 * [--lookups L]}. The same arguments print the same figures.
 */
final class KadSimulation {
  private KadSimulation() {}

  /** Figures of a number of lookups of peers that are up. */
  record Figures(
      int lookups, int found, double hops, int maxHops, double requests, long p50, long p99) {
    double share() {
      return (double) found / lookups;
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "found %d/%d (%.2f %%), hops mean %.2f max %d, requests mean %.1f, p50 %d ms, p99 %d ms",
          found,
          lookups,
          100 * share(),
          hops,
          maxHops,
          requests,
          p50,
          p99);
    }
  }

  static KadNetwork network(long seed) {
    return new KadNetwork(seed, KadConfig.server(Diversity.PUBLIC), new Validators(Map.of()));
  }

  /** Looks for random peers that are up from random others. */
  static Figures lookups(KadNetwork dht, int count) {
    List<Long> millis = new ArrayList<>();
    int found = 0;
    int maxHops = 0;
    long hops = 0;
    long requests = 0;
    for (int i = 0; i < count; i++) {
      SimPeer from = dht.anyone();
      SimPeer target = dht.anyone();
      KadNetwork.Result result = dht.run(from, new KadCommand.FindPeer(target.id));
      found += result.outcome() instanceof KadOutcome.Peers || from == target ? 1 : 0;
      maxHops = Math.max(maxHops, result.hops());
      hops += result.hops();
      requests += result.requests();
      millis.add(result.millis());
    }
    Collections.sort(millis);
    return new Figures(
        count,
        found,
        (double) hops / count,
        maxHops,
        (double) requests / count,
        millis.get(count / 2),
        millis.get(count * 99 / 100));
  }

  /** Prints the figures of a growing network, then with dead peers. */
  public static void main(String[] args) {
    int nodes = number(args, "--nodes", 5000);
    int lookups = number(args, "--lookups", 500);
    long seed = number(args, "--seed", 1);
    long start = System.nanoTime();
    KadNetwork dht = network(seed);
    int size = 0;
    for (int goal : List.of(nodes / 10, nodes / 3, nodes)) {
      dht.grow(goal - size, 30, 60_000);
      size = goal;
      System.out.printf("nodes %d: %s%n", size, lookups(dht, lookups).line());
    }
    System.out.printf("table size mean %.1f%n", tableSize(dht));
    dht.kill(0.1);
    System.out.printf("10 %% dead: %s%n", lookups(dht, lookups).line());
    dht.kill(0.111);
    System.out.printf("20 %% dead: %s%n", lookups(dht, lookups).line());
    attack(dht, "one /24", lookups, () -> dht.addr(66, 6, 6));
    attack(dht, "many networks", lookups, dht::randomAddr);
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        "messages %d, virtual time %d s, took %d s, heap %d MiB%n",
        dht.network.sent(),
        dht.network.nowMillis() / 1000,
        (System.nanoTime() - start) / 1_000_000_000,
        (runtime.totalMemory() - runtime.freeMemory()) >> 20);
  }

  /** Lets a tenth of all peers name only sixty sybils next to a victim and to a provided key. */
  private static void attack(KadNetwork dht, String where, int lookups, Supplier<Multiaddr> addrs) {
    int prefix = 3 + 32 - Integer.numberOfLeadingZeros(dht.peers.size());
    SimPeer victim = dht.anyone();
    List<KadPeer> sybils = Attack.names(dht, victim.contact.key(), prefix, 60, addrs);
    Attack.inhabit(dht, sybils);
    Attack.spread(dht, victim, sybils, 0.1);
    System.out.printf(
        "20 %% dead, 10 %% more lie, sybils of %s: victim found %.2f %%%n",
        where, 100 * Attack.shareThatFinds(dht, victim, lookups));
    byte[] key = victim.id.multihash();
    dht.run(victim, new KadCommand.Provide(key));
    System.out.printf(
        "the same: provider found %.2f %%%n",
        100 * Attack.shareThatFinds(dht, victim, key, lookups));
  }

  private static double tableSize(KadNetwork dht) {
    return dht.peers.stream().mapToInt(peer -> peer.machine.table().size()).average().orElse(0);
  }

  private static int number(String[] args, String name, int otherwise) {
    for (int i = 0; i + 1 < args.length; i++) {
      if (args[i].equals(name)) {
        return Integer.parseInt(args[i + 1]);
      }
    }
    return otherwise;
  }
}
