package network.clawnet.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.sync.epochs.Anchor;
import network.clawnet.core.sync.plan.JoinRule;
import network.clawnet.core.sync.plan.OwnHead;
import network.clawnet.core.sync.plan.SyncEffect;
import network.clawnet.core.sync.plan.SyncInput;
import network.clawnet.core.sync.plan.SyncMachine;
import network.clawnet.core.sync.serve.Archive;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The machine alone: whom it asks for how much, and when it goes on to others. */
class SyncMachineTest {
  private static final int HEIGHT = 200;

  private final MemoryNetwork net = new MemoryNetwork(1);
  private final CertifiedChain chain = new CertifiedChain(net, 4);
  private final CertifiedChain fresh = new CertifiedChain(net, 4);
  private final List<SyncEffect> done = new ArrayList<>();
  private Archive archive;
  private SyncMachine machine;
  private OwnHead start;
  private long now;

  @BeforeEach
  void grow() {
    chain.grow(HEIGHT);
    archive = new Archive(chain.ledger().database().reader(), chain.genesis().chainId());
    start = LedgerMover.head(fresh.ledger().database().start());
    machine =
        new SyncMachine(
            new SyncMachine.Network(
                chain.genesis().chainId(), Ed25519::verify, JoinRule.NEVER, Anchor.NONE),
            new TestActor("nobody").did().key(),
            start,
            new SplittableRandom(1));
  }

  private static PeerId peer(String name) {
    return PeerId.of(new TestActor(name).did().key());
  }

  private void give(SyncInput input) {
    done.addAll(machine.step(now, input));
  }

  private <T> List<T> all(Class<T> kind) {
    return done.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Lets peers join, claim the head, and give the epochs; consensus then stands still. */
  private void begin(String... names) throws IOException {
    for (String name : names) {
      give(new SyncInput.Joined(peer(name)));
      give(new SyncInput.Claimed(peer(name), archive.status()));
    }
    SyncEffect.AskEpochs ask = all(SyncEffect.AskEpochs.class).get(0);
    give(new SyncInput.GotEpochs(ask.id(), archive.links(ask.question())));
    assertThat(all(SyncEffect.Hold.class)).hasSize(1);
    give(new SyncInput.Held(start));
  }

  private Map<PeerId, Integer> asked() {
    Map<PeerId, Integer> out = new TreeMap<>();
    all(SyncEffect.AskBlocks.class).forEach(it -> out.merge(it.peer(), 1, Integer::sum));
    return out;
  }

  @Test
  @DisplayName("T-Y1: no peer holds more than a third of the window while there are others")
  void noPeerHoldsMoreThanAThirdOfTheWindowWhileThereAreOthers() throws IOException {
    begin("a", "b", "c");

    assertThat(asked()).hasSize(3).allSatisfy((peer, count) -> assertThat(count).isEqualTo(2));
  }

  @Test
  void aLonePeerIsAskedForFourRangesAtOnce() throws IOException {
    begin("a");

    assertThat(asked()).containsExactly(Map.entry(peer("a"), 4));
  }

  @Test
  void manyPeersShareTheWindow() throws IOException {
    begin("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");

    assertThat(all(SyncEffect.AskBlocks.class)).hasSize(8);
    assertThat(asked()).allSatisfy((peer, count) -> assertThat(count).isEqualTo(1));
  }

  @Test
  void whatOnePeerDoesNotGiveIsAskedOfAnotherAtOnce() throws IOException {
    begin("a", "b");
    SyncEffect.AskBlocks first = all(SyncEffect.AskBlocks.class).get(0);
    done.clear();

    give(new SyncInput.Left(first.peer()));

    assertThat(all(SyncEffect.AskBlocks.class))
        .anySatisfy(
            it -> {
              assertThat(it.peer()).isNotEqualTo(first.peer());
              assertThat(it.question()).isEqualTo(first.question());
            });
  }

  @Test
  void aPeerThatSaysNothingIsCountedAfterFifteenSeconds() throws IOException {
    begin("a", "b");
    done.clear();
    now += Duration.ofSeconds(15).toNanos() - 1;
    give(new SyncInput.Tick());
    assertThat(all(SyncEffect.Report.class)).isEmpty();

    now++;
    give(new SyncInput.Tick());

    assertThat(all(SyncEffect.Cancel.class)).hasSize(4);
    assertThat(all(SyncEffect.Report.class)).allMatch(it -> it.fault().points() == 5);
  }

  @Test
  void rangesAreHandedToTheLedgerInOrderWhateverOrderTheyComeIn() throws IOException {
    begin("a", "b", "c");
    List<SyncEffect.AskBlocks> asks = all(SyncEffect.AskBlocks.class);
    for (int i = asks.size() - 1; i >= 0; i--) {
      give(new SyncInput.GotBlocks(asks.get(i).id(), archive.blocks(asks.get(i).question())));
    }

    List<SyncEffect.Import> imports = all(SyncEffect.Import.class);
    assertThat(imports).as("two at a time").hasSize(2);
    assertThat(imports.get(0).blocks().get(0).header().height()).isEqualTo(1);
    assertThat(imports.get(1).blocks().get(0).header().height())
        .isEqualTo(imports.get(0).blocks().size() + 1);
  }

  @Test
  void aBlockThatOwnExecutionRefusesStopsEverything() throws IOException {
    begin("a");
    SyncEffect.AskBlocks ask = all(SyncEffect.AskBlocks.class).get(0);
    give(new SyncInput.GotBlocks(ask.id(), archive.blocks(ask.question())));

    give(new SyncInput.Imported("final block fails", start));
    done.clear();
    give(new SyncInput.Tick());

    assertThat(done).isEmpty();
  }
}
