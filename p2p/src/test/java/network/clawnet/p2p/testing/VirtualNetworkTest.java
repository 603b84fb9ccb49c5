package network.clawnet.p2p.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VirtualNetworkTest {
  private final List<String> log = new ArrayList<>();

  private VirtualNetwork<String> network(long seed, Links links, int size) {
    VirtualNetwork<String> network = new VirtualNetwork<>(seed, links);
    for (int i = 0; i < size; i++) {
      int self = i;
      network.add(
          (from, message) -> log.add(network.nowMillis() + ":" + from + ">" + self + message));
    }
    return network;
  }

  @Test
  void deliversAfterTheLatencyAndNotBefore() {
    VirtualNetwork<String> network = network(1, Links.perfect(10), 2);
    network.send(0, 1, "a");

    network.runFor(10);
    assertThat(log).isEmpty();
    network.runFor(1);

    assertThat(log).containsExactly("10:0>1a");
    assertThat(network.nowMillis()).isEqualTo(11);
  }

  @Test
  void keepsTheOrderOfOneSenderUnlessToldOtherwise() {
    Links links = new Links(Latency.uniform(1, 1000), 0, true);
    List<String> expected = new ArrayList<>();
    VirtualNetwork<String> network = network(2, links, 2);
    for (int i = 0; i < 50; i++) {
      network.send(0, 1, "m" + i);
      expected.add("0>1m" + i);
    }
    network.runFor(2000);
    assertThat(log).map(line -> line.replaceFirst("^\\d+:", "")).isEqualTo(expected);

    log.clear();
    network.links(new Links(Latency.uniform(1, 1000), 0, false));
    for (int i = 0; i < 50; i++) {
      network.send(0, 1, "m" + i);
    }
    network.runFor(2000);
    assertThat(log).hasSize(50).map(line -> line.replaceFirst("^\\d+:", "")).isNotEqualTo(expected);
  }

  @Test
  void losesAboutTheShareItIsToldTo() {
    VirtualNetwork<String> network = network(3, Links.perfect(1).losing(0.1), 2);
    for (int i = 0; i < 10_000; i++) {
      network.send(0, 1, "m");
    }
    network.runFor(10);

    assertThat(network.lost()).isBetween(850L, 1150L);
    assertThat(network.delivered()).isEqualTo(10_000 - network.lost()).isEqualTo(log.size());
  }

  @Test
  void cutsThePartitionOffAndHeals() {
    VirtualNetwork<String> network = network(4, Links.perfect(5), 4);
    network.isolate(List.of(0, 1));
    network.send(0, 1, "near");
    network.send(0, 2, "far");
    network.send(2, 3, "other");
    network.runFor(10);
    network.heal();
    network.send(0, 2, "again");
    network.runFor(10);

    assertThat(log).containsExactly("5:0>1near", "5:2>3other", "15:0>2again");
  }

  @Test
  void losesWhatIsUnderWayToANodeThatCrashes() {
    VirtualNetwork<String> network = network(5, Links.perfect(5), 2);
    network.send(0, 1, "lost");
    network.runFor(2);
    network.crash(1);
    network.runFor(10);
    network.restart(1, (from, message) -> log.add("new " + message));
    network.send(0, 1, "found");
    network.runFor(10);

    assertThat(log).containsExactly("new found");
    assertThat(network.isUp(1)).isTrue();
  }

  @Test
  void repeatsTheRunOfASeed() {
    assertThat(run(7)).isEqualTo(run(7)).isNotEqualTo(run(8));
  }

  private List<String> run(long seed) {
    log.clear();
    VirtualNetwork<String> network =
        network(seed, new Links(Latency.longTailed(20, 0.5), 0.1, true), 5);
    network
        .time()
        .every(
            1,
            3,
            () -> network.send(network.random().nextInt(5), network.random().nextInt(5), "x"));
    network.runFor(500);
    return List.copyOf(log);
  }

  @Test
  void stopsWhenTheConditionHolds() {
    VirtualNetwork<String> network = network(6, Links.perfect(5), 2);
    network.time().every(0, 10, () -> network.send(0, 1, "t"));

    assertThat(network.runUntil(() -> log.size() == 3, 1000)).isTrue();
    assertThat(network.nowMillis()).isEqualTo(25);
    assertThat(network.runUntil(() -> log.size() == 5, 10)).isFalse();
    assertThat(network.nowMillis()).isEqualTo(35);
  }
}
