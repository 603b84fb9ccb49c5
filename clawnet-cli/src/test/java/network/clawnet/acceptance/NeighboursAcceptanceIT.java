package network.clawnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes on machines of their own, which network namespaces play: they find each other, and need
 * nobody in particular.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class NeighboursAcceptanceIT {
  private static final Duration BY_MULTICAST = Duration.ofSeconds(5);
  private static final int NODES = 10;

  @TempDir Path directory;
  private TestHome home;
  private Path keys;

  @BeforeEach
  void prepareKeys() throws IOException {
    home = new TestHome(directory);
    String obstacle = Island.obstacle(home);
    if (!obstacle.isEmpty()) {
      System.err.println("SKIPPED: nodes in network namespaces: " + obstacle);
    }
    Assumptions.assumeTrue(obstacle.isEmpty(), "SKIPPED: " + obstacle);
    home.with("CLAW_PASSPHRASE", TestHome.PASSPHRASE).run("clawnet", "init").expect(0);
    home.with("CLAW_PASSPHRASE", "");
    keys = home.data().resolve("keys");
  }

  @Test
  void twoNodesOnOneWireFindEachOtherWithoutBeingToldOfAnybody() throws IOException {
    try (Island island = Island.open(home)) {
      island.wire(List.of("here", "there"));
      IslandNode here = new IslandNode(island, home, "here", keys);
      IslandNode there = new IslandNode(island, home, "there", keys);
      here.launch(here.genesis(), List.of());
      here.awaitReady();
      there.launch(here.genesis(), List.of());
      there.awaitReady();

      long ready = System.nanoTime();
      Waiting.until(
          BY_MULTICAST,
          () -> here.peers().equals(Set.of(there.id())) && there.peers().equals(Set.of(here.id())),
          () -> "they do not know each other");
      System.out.printf(
          "PERF two nodes on a wire know each other %d ms after the second was ready%n",
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ready));
    }
  }

  @Test
  void tenNodesStayTogetherWhenTheirOnlyBootstrapDiesAndTakeInAnEleventh() throws IOException {
    List<String> places = IntStream.range(0, NODES + 2).mapToObj(i -> "n" + i).toList();
    try (Island island = Island.open(home)) {
      island.route(places);
      IslandNode boot = new IslandNode(island, home, places.get(0), keys);
      boot.launch(boot.genesis(), List.of());
      Path genesis = boot.genesis();
      String known = boot.awaitReady().address("10.99.1.2");
      List<IslandNode> ten = new ArrayList<>();
      for (String place : places.subList(1, NODES + 1)) {
        IslandNode node = new IslandNode(island, home, place, keys);
        node.launch(genesis, List.of(known));
        ten.add(node);
      }
      ten.forEach(IslandNode::awaitReady);
      awaitTogether(ten);

      String dead = boot.id();
      boot.kill();
      for (IslandNode node : ten) {
        Waiting.until(TestHome.LIMIT, () -> !node.peers().contains(dead), () -> "boot lives");
      }
      assertThat(together(ten)).hasSize(NODES);

      for (int i = 0; i < NODES; i++) {
        joinThrough(island, places.get(NODES + 1), genesis, ten.get(i).address(ip(i)));
      }
      assertThat(together(ten)).hasSize(NODES);
    }
  }

  private static String ip(int node) {
    return "10.99." + (node + 2) + ".2"; // the first network is the bootstrap's
  }

  /** Starts a newcomer that knows one node; it must come to know others. */
  private void joinThrough(Island island, String place, Path genesis, String address)
      throws IOException {
    Path own = home.path().resolve(place);
    IslandNode late = new IslandNode(island, home, place, keys);
    late.launch(genesis, List.of(address));
    long start = System.nanoTime();
    late.awaitReady();
    Waiting.until(
        TestHome.LIMIT, () -> late.peers().size() > 2, () -> "knows nobody beside " + address);
    System.out.printf(
        "PERF an eleventh node knew three others %d ms after its start%n",
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    late.kill();
    forget(own);
  }

  /** Removes all that a node wrote, so that the next one at its place is somebody else. */
  private static void forget(Path own) throws IOException {
    try (var files = Files.walk(own)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void awaitTogether(List<IslandNode> nodes) {
    Waiting.until(
        TestHome.LIMIT,
        () -> together(nodes).size() == nodes.size(),
        () -> "they are not connected without the bootstrap");
  }

  /** Returns whom the first node reaches over connections between these nodes. */
  private static Set<String> together(List<IslandNode> nodes) throws IOException {
    Map<String, Set<String>> peers = new HashMap<>();
    for (IslandNode node : nodes) {
      peers.put(node.id(), node.peers());
    }
    Set<String> reached = new HashSet<>(Set.of(nodes.get(0).id()));
    boolean grown = true;
    while (grown) {
      Set<String> next = new HashSet<>(reached);
      reached.forEach(id -> next.addAll(peers.getOrDefault(id, Set.of())));
      next.retainAll(peers.keySet());
      grown = next.size() > reached.size();
      reached = next;
    }
    return reached;
  }
}
