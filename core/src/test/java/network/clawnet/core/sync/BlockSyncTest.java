package network.clawnet.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryNetwork;
import org.junit.jupiter.api.Test;

class BlockSyncTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final MemoryNetwork net = new MemoryNetwork(1);
  private final CertifiedChain chain = new CertifiedChain(net, 4);

  private SyncNode node() {
    return new SyncNode(net, "follower", chain.genesis());
  }

  private void serve(String... names) {
    for (String name : names) {
      var unused = new ServingPeer(net, name, chain);
    }
  }

  @Test
  void aFreshFollowerCatchesUpByRangesThroughTheEpochs() throws IOException {
    chain.grow(333);
    serve("a", "b", "c");
    SyncNode node = node();
    net.connectAll();

    assertThat(net.runUntil(() -> !node.synced.isEmpty(), MINUTE)).isTrue();

    assertThat(node.height()).isEqualTo(333);
    Input.Synced point = node.synced.get(0);
    assertThat(point.head().header()).isEqualTo(chain.ledger().service().readableHead());
    assertThat(point.epoch().epoch()).isEqualTo(333 / CertifiedChain.EPOCH_BLOCKS);
    assertThat(node.paused).isFalse();
    LedgerDatabase copy =
        LedgerDatabase.open(node.ledger.store().crash(), chain.genesis(), 1 << 20);
    assertThat(copy.start().head().height()).isEqualTo(333);
    assertThat(copy.tree().root()).isEqualTo(chain.ledger().database().tree().root());
    assertThat(node.host.faults()).isEmpty();
  }

  @Test
  void aLittleBehindItLeavesTheBlocksToConsensus() {
    serve("a", "b");
    SyncNode node = node();
    net.connectAll();
    chain.grow(5);
    net.run(Duration.ofSeconds(12));

    assertThat(node.received).isNotEmpty();
    assertThat(node.received.get(0).message().payload()).isInstanceOf(Payload.OfCertificate.class);
  }
}
