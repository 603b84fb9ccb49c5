package network.clawnet.daemon.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.InstantSource;
import network.clawnet.core.chain.rows.StoredBlock;
import network.clawnet.core.consensus.driver.DriverEvents;
import network.clawnet.core.sync.epochs.Anchor;
import network.clawnet.core.sync.epochs.Checkpoint;
import network.clawnet.core.sync.epochs.EpochTrail;
import network.clawnet.core.sync.epochs.EpochTrail.Verdict;
import network.clawnet.core.sync.serve.Archive;
import network.clawnet.core.sync.wire.EpochsMessages;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where a light node's walk along the epochs begins. */
class TrailStoreTest {
  private static final long TRUST_MS = 1_000_000;

  private final MemoryNetwork net = new MemoryNetwork(2);
  private final CertifiedChain chain = new CertifiedChain(net, 4);
  private final MemoryStore store = new MemoryStore();
  private StoredBlock end;

  @BeforeEach
  void grow() throws IOException {
    chain.grow(3 * CertifiedChain.EPOCH_BLOCKS);
    end = chain.ledger().database().reader().epochStart(2).orElseThrow();
  }

  private TrailStore trails(@Nullable Checkpoint checkpoint, long nowMs) {
    Anchor anchor = new Anchor(TRUST_MS, checkpoint, false, nowMs);
    return new TrailStore(
        new LightRuntime.Settings(chain.genesis(), store, anchor, InstantSource.system()),
        new DriverEvents() {
          @Override
          public void quarantined(long epoch, String reason, boolean needed) {}

          @Override
          public void halted(String report) {}

          @Override
          public void failed(Throwable cause) {
            throw new AssertionError(cause);
          }
        });
  }

  private void walk(TrailStore trails, EpochTrail trail) throws IOException {
    Archive archive = new Archive(chain.ledger().database().reader(), chain.genesis().chainId());
    EpochsMessages.Question question = trail.question();
    archive.links(question).forEach(it -> assertThat(trail.add(it)).isEqualTo(Verdict.TAKEN));
    trails.keep(trail.encode());
  }

  @Test
  @DisplayName("T-A5: a light node that knows nothing recent refuses to start")
  void refusesToStart() throws IOException {
    long born = chain.genesis().time();

    assertThat(trails(null, born + TRUST_MS).open().epoch()).isZero();
    assertThatThrownBy(() -> trails(null, born + TRUST_MS + 1).open())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(Anchor.TOO_OLD);

    TrailStore first = trails(null, born);
    walk(first, first.open());
    long reached = first.open().newest().orElseThrow().header().tsMs();
    assertThat(trails(null, reached + TRUST_MS).open().epoch()).isEqualTo(3);
    assertThatThrownBy(() -> trails(null, reached + TRUST_MS + 1).open())
        .hasMessageStartingWith(Anchor.TOO_OLD);
  }

  @Test
  void beginsAtTheCheckpointAndGoesOnFromWhereThatLed() throws IOException {
    Checkpoint checkpoint = new Checkpoint(1, end.header().hash());
    long now = end.header().tsMs() + TRUST_MS;
    TrailStore first = trails(checkpoint, now);
    EpochTrail trail = first.open();
    assertThat(trail.epoch()).isEqualTo(1);
    assertThat(trail.set()).isEmpty();
    walk(first, trail);

    assertThat(trails(checkpoint, now).open().epoch()).isEqualTo(3);
    assertThat(trails(null, now).open().epoch()).isEqualTo(3);
    Checkpoint other = new Checkpoint(0, end.header().hash());
    assertThat(trails(other, now).open().epoch()).as("another checkpoint").isZero();
  }
}
