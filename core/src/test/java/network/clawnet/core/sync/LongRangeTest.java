package network.clawnet.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.Header;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.sync.LyingPeer.Lies;
import network.clawnet.core.sync.epochs.Anchor;
import network.clawnet.core.sync.epochs.Checkpoint;
import network.clawnet.core.sync.plan.JoinRule;
import network.clawnet.core.sync.serve.Archive;
import network.clawnet.core.sync.wire.EpochLink;
import network.clawnet.core.sync.wire.EpochsMessages;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryHost;
import network.clawnet.core.testing.net.MemoryNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * T-A5: all validators of the first epochs have left, have their stake back, and sign a second
 * history from block 0 on. Nothing in it is false but the choice.
 */
class LongRangeTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int HEIGHT = 4 * CertifiedChain.EPOCH_BLOCKS + 5;
  private static final long TRUST_MS = 14L * 86_400_000;

  private final MemoryNetwork net = new MemoryNetwork(9);
  private final CertifiedChain chain = new CertifiedChain(net, 4);
  private final CertifiedChain forged = new CertifiedChain(net, 4);
  private Header end;

  @BeforeEach
  void signTwoHistories() throws IOException {
    var unused = forged.ledger().service().submit(forged.payment().bytes());
    forged.grow(HEIGHT);
    chain.grow(HEIGHT);
    end = chain.ledger().database().reader().epochStart(3).orElseThrow().header();
  }

  private Anchor anchor(long ageOfCheckpointMs) {
    Checkpoint checkpoint = new Checkpoint(2, end.hash());
    return new Anchor(TRUST_MS, checkpoint, false, end.tsMs() + ageOfCheckpointMs);
  }

  private SyncNode fresh(Anchor anchor) {
    return new SyncNode(
        net,
        "fresh",
        chain.genesis(),
        new MemoryStore(),
        new SyncParts.Snapshots(JoinRule.NEVER, anchor, null, null));
  }

  private static boolean isBanned(SyncNode node, MemoryHost peer) {
    return node.host.bans().stream().anyMatch(it -> it.peer().equals(peer.self()));
  }

  @Test
  @DisplayName("T-A5: without a recent anchor the second history cannot be told from the first")
  void nothingElseHelps() {
    SyncNode node = fresh(Anchor.NONE);
    net.connect(node.host, new ServingPeer(net, "forger", forged).host);

    assertThat(net.runUntil(() -> node.height() == HEIGHT, MINUTE)).isTrue();
    assertThat(node.ledger.database().tree().root())
        .isEqualTo(forged.ledger().database().tree().root())
        .isNotEqualTo(chain.ledger().database().tree().root());
  }

  @Test
  @DisplayName("T-A5: a fresh node with a checkpoint takes nothing of another history")
  void aCheckpointRefusesTheForgedChain() {
    SyncNode node = fresh(anchor(TRUST_MS));
    MemoryHost forger = new ServingPeer(net, "forger", forged).host;
    net.connect(node.host, forger);
    net.run(MINUTE);
    assertThat(node.height()).isZero();
    assertThat(isBanned(node, forger)).isTrue();

    MemoryHost honest = new ServingPeer(net, "honest", chain).host;
    net.connect(node.host, honest);

    assertThat(net.runUntil(() -> node.height() == HEIGHT, MINUTE)).isTrue();
    assertThat(node.ledger.database().tree().root())
        .isEqualTo(chain.ledger().database().tree().root());
    assertThat(isBanned(node, honest)).isFalse();
    assertThat(node.host.faults()).isEmpty();
    assertThat(node.halts).isEmpty();
  }

  @Test
  @DisplayName("T-A5: among forgers who lead the way first, the honest peer is not taken for one")
  void whatForgersShowedTouchesNobodyElse() {
    SyncNode node = fresh(anchor(0));
    MemoryHost honest = new ServingPeer(net, "honest", chain).host;
    for (int i = 0; i < 8; i++) {
      Lies lies = Lies.about("epochs", this::otherEpochs);
      net.connect(node.host, new LyingPeer(net, "forger " + i, chain, lies).host);
    }
    net.connect(node.host, honest);

    assertThat(net.runUntil(() -> node.height() == HEIGHT, MINUTE)).isTrue();
    assertThat(node.ledger.database().tree().root())
        .isEqualTo(chain.ledger().database().tree().root());
    assertThat(isBanned(node, honest)).isFalse();
  }

  /** The same epochs of the second history. */
  private Optional<byte[]> otherEpochs(byte[] honest) throws DecodeException {
    List<EpochLink> links = EpochsMessages.readAnswer(honest);
    if (links.isEmpty()) {
      return Optional.of(honest);
    }
    try {
      Archive archive =
          new Archive(forged.ledger().database().reader(), forged.genesis().chainId());
      long first = links.get(0).last().epoch();
      return Optional.of(
          EpochsMessages.answer(archive.links(new EpochsMessages.Question(first, links.size()))));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName(
      "T-A5: a ledger that ends the checkpoint's epoch otherwise stops, whoever led it there")
  void aLedgerThatLeavesTheCheckpointStops() throws IOException {
    SyncNode node = fresh(anchor(0));
    for (long height = 1; height <= end.height(); height++) {
      assertThat(node.halts).isEmpty();
      var reader = forged.ledger().database().reader();
      Block block = reader.fullBlock(height).orElseThrow();
      Certificate certificate = reader.block(height).orElseThrow().certificate();
      var unused =
          node.ledger.service().importFinal(List.of(block), Objects.requireNonNull(certificate));
      net.run(Duration.ofMillis(10));
    }

    assertThat(node.halts).containsExactly("epoch 2 ends off the checkpoint");
  }

  @Test
  @DisplayName("T-A5: a checkpoint older than the trust period stops the node with its code")
  void anOldCheckpointIsRefused() {
    SyncNode node = fresh(anchor(TRUST_MS + 1));
    net.connect(node.host, new ServingPeer(net, "honest", chain).host);
    net.run(MINUTE);

    assertThat(node.halts)
        .singleElement()
        .asString()
        .startsWith(Anchor.TOO_OLD)
        .contains("two independent sources", "--checkpoint EPOCH:HASH");
    assertThat(node.height()).isZero();
  }

  @Test
  @DisplayName("T-A5: without a recent anchor a node refuses to start, and says what to do")
  void withoutARecentAnchorANodeRefusesToStart() {
    long now = end.tsMs() + TRUST_MS;
    Anchor nothing = new Anchor(TRUST_MS, null, false, now);

    assertThat(nothing.refusal(3, end.tsMs())).isEmpty();
    assertThat(nothing.refusal(3, end.tsMs() - 1))
        .hasValueSatisfying(
            it ->
                assertThat(it)
                    .startsWith(Anchor.TOO_OLD)
                    .contains("two independent sources", "--checkpoint genesis"));
    assertThat(anchor(TRUST_MS).refusal(2, 0)).as("a checkpoint lies ahead").isEmpty();
    assertThat(anchor(TRUST_MS).refusal(3, 0)).as("it lies behind").isPresent();
    assertThat(Anchor.of(TRUST_MS, "genesis", now).refusal(3, 0)).as("explicit").isEmpty();
    assertThat(new Anchor(0, null, false, now).refusal(3, 0)).as("trust period off").isEmpty();
  }
}
