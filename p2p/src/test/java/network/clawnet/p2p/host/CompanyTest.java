package network.clawnet.p2p.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes find each other through one of them, and need it no longer then. */
final class CompanyTest {
  private static final int NODES = 10;

  private final TestHosts hosts = new TestHosts();

  @AfterEach
  void close() {
    hosts.close();
  }

  private PeerToPeer start(PeerToPeer... bootstrap) {
    List<Multiaddr> known = new ArrayList<>();
    for (PeerToPeer node : bootstrap) {
      known.add(node.host().ownAddresses().get(0).withPeer(node.host().self()));
    }
    HostSettings plain = TestHosts.settings();
    return hosts.startAll(
        new HostSettings(
            plain.key(),
            plain.listen(),
            List.of(),
            known,
            plain.versions(),
            plain.bounds(),
            Optional.empty()));
  }

  /** Returns whom the first node reaches over connections between these nodes. */
  private static Set<PeerId> reachable(List<PeerToPeer> nodes) {
    Set<PeerId> seen = new HashSet<>(Set.of(nodes.get(0).host().self()));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (PeerToPeer node : nodes) {
        if (seen.contains(node.host().self())) {
          grown |= nodes.stream().map(it -> it.host().self()).anyMatch(it -> joins(node, it, seen));
        }
      }
    }
    return seen;
  }

  private static boolean joins(PeerToPeer node, PeerId other, Set<PeerId> seen) {
    return node.host().link(other).isPresent() && seen.add(other);
  }

  @Test
  void staysTogetherWhenTheOnlyBootstrapDiesAndTakesInANewcomer() {
    PeerToPeer boot = start();
    List<PeerToPeer> nodes = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      nodes.add(start(boot));
    }
    TestHosts.until("a net without the bootstrap", () -> reachable(nodes).size() == NODES);

    boot.close();
    TestHosts.until(
        "the bootstrap is gone",
        () -> nodes.stream().allMatch(node -> node.host().link(boot.host().self()).isEmpty()));

    assertThat(reachable(nodes)).hasSize(NODES);
    nodes.add(start(nodes.get(NODES / 2)));
    PeerToPeer newcomer = nodes.get(NODES);
    TestHosts.until("the newcomer is in", () -> reachable(nodes).size() == NODES + 1);
    TestHosts.until("the newcomer knows others", () -> newcomer.network().peers().size() > 1);
    PeerId stranger = nodes.get(0).host().self();
    assertThat(TestHosts.await(newcomer.network().connect(stranger))).isEqualTo(stranger);
  }

  @Test
  void networksHaveShortPlainNames() {
    assertThat(new PeerToPeer.Company("0123abcd", true).name()).isEqualTo("0123abcd");
    for (String name : List.of("", "A", "a/b", "a".repeat(33))) {
      assertThatIllegalArgumentException()
          .as(name)
          .isThrownBy(() -> new PeerToPeer.Company(name, false));
    }
  }
}
