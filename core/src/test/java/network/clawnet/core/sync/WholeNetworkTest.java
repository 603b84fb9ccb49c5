package network.clawnet.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryNetwork;
import org.junit.jupiter.api.Test;

/** Validators and a full node that does not vote, with everything real but sockets and disks. */
class WholeNetworkTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final MemoryNetwork net = new MemoryNetwork(3);
  private final CertifiedChain chain = new CertifiedChain(net, 4);
  private final FullNode.Table table = new FullNode.Table(net);
  private final List<FullNode> validators = new ArrayList<>();

  private void startValidators() {
    for (int i = 0; i < 4; i++) {
      validators.add(new FullNode(net, table, "validator " + i, chain.genesis(), true));
    }
    net.connectAll();
  }

  private FullNode observer() {
    FullNode node = new FullNode(net, table, "observer", chain.genesis(), false);
    net.connectAll();
    return node;
  }

  private long tallest() {
    return validators.stream().mapToLong(FullNode::height).max().orElse(0);
  }

  @Test
  void anEventGivenToAFullNodeBecomesFinalThere() {
    startValidators();
    FullNode node = observer();
    net.run(Duration.ofSeconds(1));
    long before = node.height();
    byte[] event = chain.payment().bytes();

    assertThat(node.ledger.service().submit(event).isDone()).isFalse();
    boolean included =
        net.runUntil(
            () -> node.ledger.service().readableHead().body().eventCount() > 0,
            Duration.ofSeconds(5));

    assertThat(included).isTrue();
    assertThat(node.height()).isGreaterThan(before);
  }

  @Test
  void anObserverFollowsThroughTheEpochsWithoutLaggingBehind() {
    startValidators();
    FullNode node = observer();
    long worst = 0;
    for (int second = 0; second < 120; second++) {
      net.run(Duration.ofSeconds(1));
      worst = Math.max(worst, tallest() - node.height());
    }

    assertThat(node.height()).isGreaterThan(30);
    assertThat(node.sync.progress().target()).isGreaterThanOrEqualTo(node.height());
    assertThat(worst).as("blocks behind at the end of a second").isLessThanOrEqualTo(2);
    assertThat(node.sync.synced()).isTrue();
    assertThat(node.host.faults()).isEmpty();
  }

  @Test
  void aValidatorThatWasAwayCatchesUpAndVotesAgain() {
    startValidators();
    net.run(Duration.ofSeconds(2));
    FullNode away = validators.get(3);
    net.isolate(away.host);
    for (int i = 0; i < 30; i++) {
      var unused = validators.get(0).ledger.service().submit(chain.payment().bytes());
      net.run(Duration.ofSeconds(4));
    }
    long missed = tallest();
    assertThat(missed - away.height()).isGreaterThan(30);

    net.rejoin(away.host);

    assertThat(net.runUntil(() -> away.height() >= missed, MINUTE)).isTrue();
    net.isolate(validators.get(0).host);
    long then = away.height();
    assertThat(net.runUntil(() -> away.height() > then + 3, MINUTE))
        .as("the others need its votes now")
        .isTrue();
  }

  @Test
  void aFreshNodeJoinsALongChainAndGoesOnFollowing() {
    startValidators();
    for (int i = 0; i < 100; i++) {
      var unused = validators.get(i % 4).ledger.service().submit(chain.payment().bytes());
      net.run(Duration.ofMillis(500));
    }
    FullNode node = observer();

    assertThat(net.runUntil(() -> node.height() >= tallest(), MINUTE)).isTrue();
    net.run(Duration.ofSeconds(10));

    assertThat(tallest() - node.height()).isLessThanOrEqualTo(1);
    assertThat(node.sync.synced()).isTrue();
    assertThat(node.sync.progress().syncing()).isFalse();
  }
}
