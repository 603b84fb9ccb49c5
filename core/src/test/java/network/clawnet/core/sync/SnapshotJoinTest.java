package network.clawnet.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.sync.epochs.Anchor;
import network.clawnet.core.sync.epochs.Checkpoint;
import network.clawnet.core.sync.plan.JoinRule;
import network.clawnet.core.sync.serve.SnapshotShelf;
import network.clawnet.core.sync.wire.SnapshotId;
import network.clawnet.core.sync.wire.SnapshotMessages;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryNetwork;
import network.clawnet.core.tree.StatePart;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A node that joins by a snapshot, and peers that give it false ones. */
class SnapshotJoinTest {
  private static final Duration MINUTES = Duration.ofMinutes(3);
  private static final int END = 3 * CertifiedChain.EPOCH_BLOCKS;

  private final MemoryNetwork net = new MemoryNetwork(11);
  private final CertifiedChain chain = new CertifiedChain(net, 4);
  private final MemoryShelves.Copies copies = new MemoryShelves.Copies(chain.ledger().store());
  private final MemoryShelves.Place place = new MemoryShelves.Place();

  private SnapshotShelf shelf() throws IOException {
    SnapshotShelf shelf = new SnapshotShelf(copies, 0);
    chain.grow(END);
    shelf.reached(chain.ledger().service().readableHead());
    chain.grow(CertifiedChain.EPOCH_BLOCKS + 7);
    return shelf;
  }

  private SyncNode joiner(@Nullable Checkpoint checkpoint) {
    return new SyncNode(
        net,
        "joiner",
        chain.genesis(),
        new MemoryStore(),
        new SyncParts.Snapshots(
            JoinRule.NEW,
            new Anchor(0, checkpoint, false, 0),
            null,
            new SyncParts.Joining(chain.genesis(), place)));
  }

  private SyncNode next() {
    return new SyncNode(net, "joiner again", chain.genesis(), place.ledger);
  }

  @Test
  void aFreshNodeTakesTheStateAndGoesOnByBlocks() throws IOException {
    SnapshotShelf shelf = shelf();
    var unusedA = new ServingPeer(net, "a", chain, shelf);
    var unusedB = new ServingPeer(net, "b", chain, shelf);
    SyncNode joiner = joiner(null);
    net.connectAll();

    assertThat(net.runUntil(() -> place.ready > 0, MINUTES)).isTrue();
    assertThat(joiner.height()).as("the own ledger is left alone").isZero();
    joiner.close();
    LedgerDatabase copy = LedgerDatabase.open(place.ledger.crash(), chain.genesis(), 1 << 20);
    assertThat(copy.start().head().height()).isEqualTo(END);
    assertThat(copy.reader().oldestBody()).isEqualTo(END + 1);
    assertThat(copy.reader().epochStart(2)).isPresent();
    assertThat(copy.reader().epochStart(1)).isEqualTo(reader(1));

    SyncNode node = next();
    net.connectAll();
    assertThat(net.runUntil(() -> node.height() == END + CertifiedChain.EPOCH_BLOCKS + 7, MINUTES))
        .isTrue();
    assertThat(node.ledger.database().tree().root())
        .isEqualTo(chain.ledger().database().tree().root());
    assertThat(node.host.faults()).isEmpty();
    assertThat(joiner.host.faults()).isEmpty();
  }

  private Optional<?> reader(long epoch) throws IOException {
    return chain.ledger().database().reader().epochStart(epoch);
  }

  @Test
  void withoutSnapshotsItTakesBlocks() {
    chain.grow(END + 5);
    var unused = new ServingPeer(net, "a", chain);
    SyncNode joiner = joiner(null);
    net.connectAll();

    assertThat(net.runUntil(() -> joiner.height() == END + 5, MINUTES)).isTrue();
    assertThat(joiner.givenUp).hasSize(1);
    assertThat(place.ready).isZero();
  }

  @Test
  void aCheckpointOfAnotherHistoryIsNotPassed() throws IOException {
    SnapshotShelf shelf = shelf();
    var unused = new ServingPeer(net, "a", chain, shelf);
    SyncNode joiner = joiner(new Checkpoint(1, Hash.sha256(new byte[] {1})));
    net.connectAll();
    net.run(MINUTES);

    assertThat(place.ready).isZero();
    assertThat(joiner.height()).isLessThan(2L * CertifiedChain.EPOCH_BLOCKS);
    assertThat(joiner.host.bans()).isNotEmpty();
  }

  @Test
  void aJoinerThatDiesGoesOnWithWhatItHas() throws IOException {
    SnapshotShelf shelf = shelf();
    var unused = new ServingPeer(net, "a", chain, shelf);
    SyncNode first = joiner(null);
    net.connectAll();
    assertThat(net.runUntil(() -> first.sync.joinProgress().bytes() > 0, MINUTES)).isTrue();
    first.close();
    place.ready = 0;
    SyncNode second =
        new SyncNode(
            net,
            "second",
            chain.genesis(),
            new MemoryStore(),
            new SyncParts.Snapshots(
                JoinRule.NEW, Anchor.NONE, null, new SyncParts.Joining(chain.genesis(), place)));
    net.connectAll();

    assertThat(net.runUntil(() -> place.ready > 0, MINUTES)).isTrue();
    assertThat(second.sync.joinProgress().percent()).isEqualTo(100);
    assertThat(LedgerDatabase.open(place.ledger.crash(), chain.genesis(), 1 << 20).start().head())
        .extracting(head -> head.height())
        .isEqualTo((long) END);
  }

  static Stream<Arguments> lies() {
    return Stream.of(
        Arguments.of("noise", (Lie) honest -> Optional.of(new byte[] {7, 7})),
        Arguments.of("silence", (Lie) honest -> Optional.empty()),
        Arguments.of("withdrawn", (Lie) honest -> Optional.of(new byte[] {0})),
        Arguments.of("an entry left out", part(SnapshotJoinTest::leaveOut)),
        Arguments.of("a balance changed", part(SnapshotJoinTest::change)),
        Arguments.of("a sibling changed", part(SnapshotJoinTest::otherSibling)),
        Arguments.of("another range", part(SnapshotJoinTest::otherRange)),
        Arguments.of(
            "more than any answer",
            (Lie) honest -> Optional.of(new byte[SnapshotMessages.MAX_ANSWER_BYTES + 1])));
  }

  /** What a liar gives in place of an honest part. */
  interface Lie extends LyingPeer.Lie {}

  private interface Part {
    StatePart of(StatePart honest);
  }

  private static Lie part(Part lie) {
    return honest -> {
      Optional<StatePart> part = SnapshotMessages.readPart(honest);
      return Optional.of(SnapshotMessages.part(part.map(lie::of)));
    };
  }

  private static StatePart leaveOut(StatePart it) {
    if (it.entries().isEmpty()) {
      return it;
    }
    return new StatePart(
        it.range(), it.siblings(), it.other(), it.entries().subList(1, it.entries().size()));
  }

  private static StatePart change(StatePart it) {
    List<StatePart.Entry> entries =
        it.entries().stream()
            .map(
                entry -> {
                  byte[] value = entry.value().clone();
                  if (value.length > 0) {
                    value[value.length - 1] ^= 1;
                  }
                  return new StatePart.Entry(entry.key(), value);
                })
            .toList();
    return new StatePart(it.range(), it.siblings(), it.other(), entries);
  }

  private static StatePart otherSibling(StatePart it) {
    List<Hash> siblings = it.siblings().stream().map(hash -> Hash.sha256(hash.bytes())).toList();
    return new StatePart(it.range(), siblings, it.other(), it.entries());
  }

  private static StatePart otherRange(StatePart it) {
    return new StatePart(it.range().right(), it.siblings(), it.other(), it.entries());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void aLiarIsFoundByItsFirstLieAndTheOthersGiveTheRest(String what, Lie lie) throws IOException {
    SnapshotShelf shelf = shelf();
    LyingPeer liar = new LyingPeer(net, "liar", chain, LyingPeer.Lies.about("none", lie));
    liar.serveSnapshots(shelf, lie);
    var unusedA = new ServingPeer(net, "honest a", chain, shelf);
    var unusedB = new ServingPeer(net, "honest b", chain, shelf);
    SyncNode joiner = joiner(null);
    net.connectAll();

    assertThat(net.runUntil(() -> place.ready > 0, MINUTES)).as(what).isTrue();
    net.run(Duration.ofSeconds(16));

    assertThat(LedgerDatabase.open(place.ledger.crash(), chain.genesis(), 1 << 20).tree().root())
        .isEqualTo(rootAt(END));
    assertThat(joiner.host.bans()).allMatch(it -> it.peer().equals(liar.host.self()));
    assertThat(joiner.host.faults()).allMatch(it -> it.peer().equals(liar.host.self()));
    if (!what.equals("silence")) {
      assertThat(joiner.host.bans().size() + joiner.host.faults().size()).as(what).isPositive();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void aLiarAloneGivesNothing(String what, Lie lie) throws IOException {
    SnapshotShelf shelf = shelf();
    LyingPeer liar = new LyingPeer(net, "liar", chain, LyingPeer.Lies.about("none", lie));
    liar.serveSnapshots(shelf, lie);
    SyncNode joiner = joiner(null);
    net.connectAll();
    net.run(MINUTES);

    assertThat(place.ready).as(what).isZero();
    assertThat(joiner.halts).isEmpty();
    assertThat(paid(joiner)).isEqualTo(joiner.height());
  }

  private static long paid(SyncNode node) {
    return Accounts.get(node.ledger.database().tree(), new TestActor("payee").did())
        .available()
        .value();
  }

  private Hash rootAt(long height) throws IOException {
    return chain
        .ledger()
        .database()
        .reader()
        .block(height)
        .orElseThrow()
        .header()
        .outcome()
        .stateRoot();
  }

  @Test
  void aFalseNameOfASnapshotIsNotBelieved() throws IOException, DecodeException {
    SnapshotShelf shelf = shelf();
    LyingPeer liar = new LyingPeer(net, "liar", chain, LyingPeer.Lies.about("none", Optional::of));
    SnapshotId honest = shelf.offers().get(0);
    byte[] other = honest.block().bytes();
    Arrays.fill(other, (byte) 3);
    liar.serveOffers(
        List.of(new SnapshotId(honest.epoch(), honest.height(), Hash.of(other))), shelf);
    var unused = new ServingPeer(net, "honest", chain, shelf);
    SyncNode joiner = joiner(null);
    net.connectAll();

    assertThat(net.runUntil(() -> place.ready > 0, MINUTES)).isTrue();
    assertThat(joiner.host.bans()).hasSize(1);
    assertThat(joiner.host.bans().get(0).peer()).isEqualTo(liar.host.self());
  }
}
