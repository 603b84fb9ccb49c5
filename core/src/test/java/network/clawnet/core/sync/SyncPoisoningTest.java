package network.clawnet.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.Slot;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.port.Judgement;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicTerms;
import network.clawnet.core.sync.LyingPeer.Lie;
import network.clawnet.core.sync.LyingPeer.Lies;
import network.clawnet.core.sync.wire.BlockRange;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.sync.wire.EpochLink;
import network.clawnet.core.sync.wire.EpochsMessages;
import network.clawnet.core.sync.wire.StatusMessage;
import network.clawnet.core.sync.wire.SyncProtocols;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryHost;
import network.clawnet.core.testing.net.MemoryNetwork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** T-A22: whatever a peer lies about, in whatever phase, costs the liar and nobody else. */
@DisplayName("T-A22, T-Y1, T-Y2, A8: what a peer lies about costs the liar and nobody else")
class SyncPoisoningTest {
  private static final Duration MINUTES = Duration.ofMinutes(3);
  private static final int HEIGHT = 90;
  private static final int MAX_BODY = 8 * 1024 * 1024;

  private final MemoryNetwork net = new MemoryNetwork(7);
  private final CertifiedChain chain = new CertifiedChain(net, 4);

  static Stream<Arguments> lies() {
    return Stream.of(
        Arguments.of("status", "noise", noise()),
        Arguments.of("status", "a height that nobody certified", status(SyncPoisoningTest::higher)),
        Arguments.of("status", "certified by strangers", status(SyncPoisoningTest::byStrangers)),
        Arguments.of("epochs", "noise", noise()),
        Arguments.of("epochs", "nothing, against its promise", epochs(links -> List.of())),
        Arguments.of("epochs", "silence", Lie.silence()),
        Arguments.of("epochs", "another set", epochs(SyncPoisoningTest::otherSet)),
        Arguments.of("epochs", "a link left out", epochs(links -> links.subList(1, links.size()))),
        Arguments.of("blocks", "noise", noise()),
        Arguments.of("blocks", "silence", Lie.silence()),
        Arguments.of("blocks", "more than any answer", tooMuch()),
        Arguments.of("blocks", "nothing, against its promise", blocks(it -> List.of())),
        Arguments.of("blocks", "a body of another block", blocks(SyncPoisoningTest::otherBody)),
        Arguments.of("blocks", "not from where asked", blocks(it -> it.subList(1, it.size()))),
        Arguments.of("blocks", "a block left out", blocks(SyncPoisoningTest::leaveOut)),
        Arguments.of("blocks", "no certificate", uncertified()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("lies")
  void aLiarIsCountedAndTheOthersAreBelieved(String phase, String what, Lie lie) {
    chain.grow(HEIGHT);
    var unusedA = new ServingPeer(net, "honest a", chain);
    var unusedB = new ServingPeer(net, "honest b", chain);
    LyingPeer liar = new LyingPeer(net, "liar", chain, Lies.about(phase, lie));
    SyncNode node = new SyncNode(net, "follower", chain.genesis());
    net.connect(node.host, liar.host);
    net.run(Duration.ofSeconds(1));
    net.connectAll();

    assertThat(net.runUntil(() -> node.height() == HEIGHT, MINUTES)).isTrue();
    net.run(Duration.ofSeconds(1));

    assertThat(node.ledger.database().tree().root())
        .isEqualTo(chain.ledger().database().tree().root());
    assertThat(node.halts).isEmpty();
    assertThat(liar.asked).as(what).isPositive();
    boolean banned = node.host.bans().stream().anyMatch(it -> it.peer().equals(liar.host.self()));
    boolean counted =
        node.host.faults().stream().anyMatch(it -> it.peer().equals(liar.host.self()));
    assertThat(banned || counted).as("%s in %s is punished", what, phase).isTrue();
    assertThat(node.host.faults()).allMatch(it -> it.peer().equals(liar.host.self()));
    assertThat(node.host.bans()).allMatch(it -> it.peer().equals(liar.host.self()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("lies")
  @DisplayName("T-A6: a lone hostile peer changes no balance, and nobody calls that synced")
  void aLiarAloneLeavesTheLedgerAsItWas(String phase, String what, Lie lie) {
    chain.grow(HEIGHT);
    LyingPeer liar = new LyingPeer(net, "liar", chain, Lies.about(phase, lie));
    SyncNode node = new SyncNode(net, "follower", chain.genesis());
    net.connect(node.host, liar.host);
    net.run(MINUTES);

    long paid =
        Accounts.get(node.ledger.database().tree(), new TestActor("payee").did())
            .available()
            .value();
    assertThat(paid).as("%s: %s", phase, what).isEqualTo(node.height());
    assertThat(node.height()).isLessThan(HEIGHT);
    assertThat(node.sync.synced()).isFalse();
    assertThat(node.halts).isEmpty();
    assertThat(net.runUntil(() -> !node.paused, MINUTES)).isTrue();
  }

  @Test
  void aPeerOfAnotherNetworkIsDisconnected() {
    Lie other =
        honest -> {
          StatusMessage read = StatusMessage.decode(honest);
          return Optional.of(
              new StatusMessage(Hash.sha256(honest), read.oldestBody(), read.head()).encode());
        };
    LyingPeer stranger = new LyingPeer(net, "stranger", chain, Lies.about("status", other));
    SyncNode node = new SyncNode(net, "follower", chain.genesis());
    net.connect(node.host, stranger.host);
    net.run(Duration.ofSeconds(1));

    assertThat(node.host.peers()).isEmpty();
    assertThat(node.host.faults()).isEmpty();
  }

  @Test
  void falseAnnouncementsAreRejectedAndCountedStaleOnesOnlyIgnored() throws DecodeException {
    chain.grow(3);
    CertifiedHeader third = newest();
    SyncNode node = new SyncNode(net, "follower", chain.genesis());
    MemoryHost loud = net.host("loud");
    Topic topic =
        loud.join(
            new SyncProtocols(chain.genesis().chainId()).blocks(),
            new TopicTerms(8_192, 10, Duration.ofSeconds(1)),
            it -> CompletableFuture.completedStage(Judgement.IGNORE));
    net.connectAll();
    topic.publish(byStrangers(third).encode());
    topic.publish(Arrays.copyOf(third.encode(), 100));
    net.run(Duration.ofSeconds(1));

    assertThat(node.host.judged(Judgement.REJECT)).isEqualTo(2);
    assertThat(node.host.faults()).hasSize(2);
    topic.publish(third.encode());
    net.run(Duration.ofSeconds(11));
    assertThat(node.host.judged(Judgement.IGNORE)).as("nobody gives the block").isEqualTo(1);
    assertThat(node.host.faults()).hasSize(2);
  }

  private CertifiedHeader newest() {
    Header head = chain.ledger().service().readableHead();
    try {
      var stored = chain.ledger().database().reader().block(head.height()).orElseThrow();
      Certificate certificate = stored.certificate();
      if (certificate == null) {
        throw new AssertionError("no certificate");
      }
      return new CertifiedHeader(head, certificate);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  // ---- lies

  private static Lie noise() {
    return honest -> Optional.of(new byte[] {1, 2, 3});
  }

  private static Lie tooMuch() {
    return honest -> Optional.of(new byte[BlockRange.maxAnswerBytes(MAX_BODY) + 1]);
  }

  private interface Claim {
    CertifiedHeader of(CertifiedHeader honest);
  }

  private static Lie status(Claim claim) {
    return honest -> {
      StatusMessage read = StatusMessage.decode(honest);
      CertifiedHeader head = read.head();
      return Optional.of(
          head == null ? honest : new StatusMessage(read.chainId(), 1, claim.of(head)).encode());
    };
  }

  private static CertifiedHeader higher(CertifiedHeader honest) {
    Header header = honest.header();
    Slot slot = header.slot();
    Header higher =
        new Header(
            header.chainId(),
            new Slot(slot.epoch(), slot.view(), slot.height() + 1_000, slot.proposer()),
            header.parentHash(),
            header.tsMs(),
            header.validatorsHash(),
            header.body(),
            header.outcome());
    return new CertifiedHeader(higher, honest.certificate());
  }

  private static CertifiedHeader byStrangers(CertifiedHeader honest) {
    Ballot ballot = honest.certificate().ballot();
    byte[] signatures = new byte[honest.certificate().signatures().length];
    Arrays.fill(signatures, (byte) 7);
    return new CertifiedHeader(
        honest.header(), new Certificate(ballot, honest.certificate().bitmap(), signatures));
  }

  private interface Links {
    List<EpochLink> of(List<EpochLink> honest);
  }

  private static Lie epochs(Links links) {
    return honest ->
        Optional.of(EpochsMessages.answer(links.of(EpochsMessages.readAnswer(honest))));
  }

  private static List<EpochLink> otherSet(List<EpochLink> honest) {
    ValidatorSet own =
        ValidatorSet.of(List.of(new Validator(new TestActor("stranger").did().key(), 1)));
    return honest.stream().map(it -> new EpochLink(it.last(), own)).toList();
  }

  private interface Blocks {
    List<Block> of(List<Block> honest);
  }

  private static Lie blocks(Blocks blocks) {
    return honest -> {
      BlockRange range = BlockRange.decode(honest, MAX_BODY);
      return Optional.of(new BlockRange(blocks.of(range.blocks()), range.certificate()).encode());
    };
  }

  private static Lie uncertified() {
    return honest ->
        Optional.of(new BlockRange(BlockRange.decode(honest, MAX_BODY).blocks(), null).encode());
  }

  private static List<Block> otherBody(List<Block> honest) {
    List<Block> out = new ArrayList<>(honest);
    Block first = honest.get(0);
    byte[] event = first.events().get(0).clone();
    event[event.length / 2] ^= 1;
    out.set(0, new Block(first.header(), List.of(event)));
    return out;
  }

  private static List<Block> leaveOut(List<Block> honest) {
    List<Block> out = new ArrayList<>(honest);
    out.remove(honest.size() / 2);
    return out;
  }
}
