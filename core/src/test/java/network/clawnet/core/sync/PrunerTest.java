package network.clawnet.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.Pruner;
import network.clawnet.core.sync.serve.Archive;
import network.clawnet.core.sync.wire.BlocksQuestion;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryNetwork;
import org.junit.jupiter.api.Test;

/** A node that forgets old blocks says so, and its peers ask others. */
class PrunerTest {
  private static final int HEIGHT = 200;
  private static final long KEPT_MS = 10_000;

  private final MemoryNetwork net = new MemoryNetwork(5);
  private final CertifiedChain chain = new CertifiedChain(net, 4);
  private final ChainReader reader = chain.ledger().database().reader();

  private Pruner pruner(long keptMs) {
    return new Pruner(chain.ledger().store(), reader, keptMs);
  }

  @Test
  void oldBlocksGoTheLast128AndEverythingElseStay() throws IOException {
    chain.grow(HEIGHT);
    Pruner pruner = pruner(KEPT_MS);
    var head = chain.ledger().service().readableHead();

    assertThat(pruner.prune(head)).isEqualTo(64);
    assertThat(pruner.prune(head)).isEqualTo(HEIGHT - Pruner.KEPT_BLOCKS - 64);
    assertThat(pruner.prune(head)).isZero();

    long oldest = HEIGHT - Pruner.KEPT_BLOCKS + 1;
    assertThat(reader.oldestBody()).isEqualTo(oldest);
    assertThat(reader.fullBlock(oldest - 1)).isEmpty();
    assertThat(reader.receipts(oldest - 1)).isEmpty();
    assertThat(reader.block(oldest - 1)).isPresent();
    assertThat(reader.fullBlock(oldest)).isPresent();
    assertThat(reader.epochStart(1)).isPresent();
  }

  @Test
  void youngBlocksStayHoweverManyTheyAre() throws IOException {
    chain.grow(HEIGHT);

    assertThat(pruner(HEIGHT * 1_000L + 1).prune(chain.ledger().service().readableHead())).isZero();
    assertThat(reader.oldestBody()).isEqualTo(1);
  }

  @Test
  void aPrunedNodeTellsWhatItHasAndIsNotBlamedForTheRest() throws IOException {
    chain.grow(HEIGHT);
    int pruned = pruner(KEPT_MS).prune(chain.ledger().service().readableHead());
    var unused = new ServingPeer(net, "pruned", chain);
    SyncNode late = new SyncNode(net, "late", chain.genesis());
    net.connectAll();
    net.run(Duration.ofMinutes(1));

    Archive archive = new Archive(reader, chain.genesis().chainId());
    assertThat(archive.status().oldestBody()).isEqualTo(pruned + 1L);
    assertThat(archive.blocks(new BlocksQuestion.Range(1, 5)).blocks()).isEmpty();
    assertThat(late.height()).isZero();
    assertThat(late.host.faults()).isEmpty();
    assertThat(late.host.bans()).isEmpty();
  }
}
