package network.clawnet.core.light.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import network.clawnet.core.block.Header;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.sync.epochs.Anchor;
import network.clawnet.core.sync.epochs.Checkpoint;
import network.clawnet.core.sync.epochs.EpochTrail;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryHost;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** T-A5 for a node without a ledger: a history that old keys have signed once more. */
class LongRangeLightTest {
  private static final int HEIGHT = 3 * CertifiedChain.EPOCH_BLOCKS + 5;
  private static final long TRUST_MS = 14L * 86_400_000;

  private final LightFixture scene = new LightFixture(4);
  private final CertifiedChain forged = new CertifiedChain(scene.net, 4);
  private Header end;

  @BeforeEach
  void signTwoHistories() throws IOException {
    var unused = forged.ledger().service().submit(forged.payment().bytes());
    forged.grow(HEIGHT);
    scene.chain.grow(HEIGHT);
    end = scene.chain.ledger().database().reader().epochStart(2).orElseThrow().header();
  }

  private LightClient client(MemoryHost first, long ageOfCheckpointMs) {
    Checkpoint checkpoint = new Checkpoint(1, end.hash());
    Anchor anchor = new Anchor(TRUST_MS, checkpoint, false, end.tsMs() + ageOfCheckpointMs);
    LightClient client =
        scene.client(
            "light",
            EpochTrail.fromCheckpoint(
                scene.chain.genesis().chainId(), anchor, checkpoint, Ed25519::verify));
    scene.net.connectAll();
    assertThat(first.peers()).isNotEmpty();
    scene.net.run(Duration.ofSeconds(20));
    return client;
  }

  @Test
  @DisplayName("T-A5: a light node with a checkpoint believes nothing of another history")
  void aCheckpointRefusesTheForgedChain() {
    LightClient client = client(scene.serve("forger", forged), TRUST_MS);
    assertThat(client.view().head()).isEmpty();
    assertThat(client.view().synced()).isFalse();
    assertThat(scene.lies).isNotEmpty();

    MemoryHost honest = scene.serve("honest");
    scene.net.connectAll();
    scene.net.run(Duration.ofSeconds(20));

    assertThat(client.view().height()).isEqualTo(HEIGHT);
    assertThat(scene.await(client.prove(List.of(LightFixture.payee()))))
        .isCompletedWithValueMatching(it -> LightFixture.balance(it) == HEIGHT);
    assertThat(honest.peers()).isNotEmpty();
    assertThat(scene.halts).isEmpty();
  }

  @Test
  @DisplayName("T-A5: a light node whose checkpoint is too old stops with its code")
  void anOldCheckpointIsRefused() {
    LightClient client = client(scene.serve("honest"), TRUST_MS + 1);

    assertThat(scene.halts).singleElement().asString().startsWith(Anchor.TOO_OLD);
    assertThat(scene.lies).isEmpty();
    assertThat(client.view().synced()).isFalse();
    assertThat(client.view().conflict()).isPresent();
    assertThat(scene.await(client.prove(List.of(LightFixture.payee())))).isCompletedExceptionally();
  }
}
