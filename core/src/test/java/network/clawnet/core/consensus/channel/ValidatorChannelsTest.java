package network.clawnet.core.consensus.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.block.Slot;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.channel.ChannelScene.Member;
import network.clawnet.core.consensus.frame.Farewell;
import network.clawnet.core.consensus.frame.Frame;
import network.clawnet.core.consensus.frame.Handshake;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.message.PeerStatus;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.testing.net.MemoryHost;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ValidatorChannelsTest {
  private static final List<String> FOUR = List.of("a", "b", "c", "d");
  private static final Set<PublicKey> KEYS = ChannelScene.keys("a", "b", "c", "d");

  private static ChannelScene connected() {
    ChannelScene scene = ChannelScene.of(FOUR);
    scene.net.connectAll();
    assertThat(scene.until(() -> isComplete(scene))).isTrue();
    return scene;
  }

  private static boolean isComplete(ChannelScene scene) {
    return scene.members.values().stream().allMatch(it -> it.connected().size() == 3);
  }

  private static Block block(int bodyBytes) {
    List<byte[]> body = List.of(new byte[bodyBytes]);
    Slot slot = new Slot(1, 1, 1, 0);
    BlockDraft draft = new BlockDraft(ChannelScene.CHAIN, slot, Hash.ZERO, 1, Hash.ZERO);
    Outcome outcome = new Outcome(false, Hash.ZERO, Hash.ZERO, Hash.ZERO);
    return new Block(draft.complete(BodyDigest.of(body), outcome), body);
  }

  @Test
  void everyValidatorHasOneChannelWithEveryOtherAndKnowsWhoSpeaks() {
    ChannelScene scene = connected();
    Member a = scene.member("a");
    a.channels.send(new ArrayList<>(KEYS), ChannelScene.message(7));

    assertThat(scene.until(() -> scene.member("d").received.size() == 1)).isTrue();
    scene.net.run(Duration.ofSeconds(30));
    for (String name : FOUR.subList(1, 4)) {
      assertThat(scene.member(name).received)
          .singleElement()
          .satisfies(
              it -> {
                assertThat(it.from()).isEqualTo(a.key.publicKey());
                assertThat(it.message()).isEqualTo(ChannelScene.message(7));
              });
      assertThat(scene.member(name).opened).isEqualTo(3);
    }
    assertThat(a.received).isEmpty();
    assertThat(isComplete(scene)).isTrue();
  }

  @Test
  void aBlockLargerThanAFrameArrivesWhole() {
    ChannelScene scene = connected();
    Block block = block(ChannelScene.MAX_BODY - 4);
    ConsensusMessage large =
        new ConsensusMessage(new Payload.OfBlock(block), new PeerStatus(1, 1, 1));
    scene.member("a").channels.send(List.of(key("b")), large);
    scene.member("a").channels.send(List.of(key("b")), ChannelScene.message(8));

    assertThat(scene.until(() -> scene.member("b").received.size() == 2)).isTrue();
    assertThat(scene.member("b").received)
        .extracting(it -> it.message().payload())
        .containsExactlyInAnyOrder(new Payload.WantView(1, 8), new Payload.OfBlock(block));
  }

  private static PublicKey key(String name) {
    return ChannelScene.key(name).publicKey();
  }

  @Test
  @DisplayName("T-A7: a node without a vote is not spoken with")
  void aNodeWithoutAVoteIsNotSpokenWith() {
    ChannelScene scene = ChannelScene.of(FOUR, "reader");
    scene.net.connectAll();
    assertThat(
            scene.until(
                () -> FOUR.stream().allMatch(it -> scene.member(it).connected().size() == 3)))
        .isTrue();
    scene.net.run(Duration.ofSeconds(60));

    assertThat(scene.member("reader").connected()).isEmpty();
    assertThat(scene.member("reader").refusals).isEmpty();
  }

  @Test
  void aKeyThatNobodyExpectsIsToldSo() throws DecodeException {
    ChannelScene scene = connected();
    MemoryHost stranger = scene.net.host("stranger");
    Member a = scene.member("a");
    scene.net.connect(stranger, a.host);
    PeerStream stream = scene.open(stranger, a);
    Handshake handshake =
        new Handshake(
            new Handshake.Identity(ChannelScene.CHAIN, ChannelScene.key("stranger"), 1),
            new Handshake.Place(stranger.self(), a.host.self(), true),
            Hash.sha256(new byte[] {9}),
            Ed25519::verify);
    scene.await(stream.send(handshake.greeting().encode()));
    Frame theirs = Frame.decode(scene.await(stream.receive()).orElseThrow());
    Handshake.Step.Reply reply = (Handshake.Step.Reply) handshake.take(theirs);
    scene.await(stream.send(reply.frame().encode()));
    scene.await(stream.receive());

    assertThat(last(scene, stream)).isEqualTo(Farewell.NOT_A_VALIDATOR);
  }

  /** Returns the farewell with which a stream ends. */
  private static Farewell last(ChannelScene scene, PeerStream stream) throws DecodeException {
    Optional<byte[]> next = scene.await(stream.receive());
    while (next.isPresent()) {
      if (Frame.decode(next.get()) instanceof Frame.Goodbye it) {
        return it.why();
      }
      next = scene.await(stream.receive());
    }
    throw new AssertionError("no farewell");
  }

  private static Farewell answerTo(byte[]... frames) throws DecodeException {
    ChannelScene scene = connected();
    MemoryHost stranger = scene.net.host("stranger");
    Member a = scene.member("a");
    scene.net.connect(stranger, a.host);
    PeerStream stream = scene.open(stranger, a);
    for (byte[] frame : frames) {
      scene.await(stream.send(frame));
    }
    if (frames.length == 0) {
      scene.net.run(Duration.ofSeconds(4));
      assertThat(a.refusals).doesNotContain(Farewell.TOO_SLOW);
    }
    Farewell why = last(scene, stream);
    assertThat(a.refusals).contains(why);
    assertThat(isComplete(scene)).isTrue();
    return why;
  }

  @Test
  void aHelloThatIsWrongEndsWithItsReason() throws DecodeException {
    byte[] greeting = ChannelScene.greeting().encode();
    byte[] otherChain = new Frame.Greeting(Hash.ZERO, Hash.ZERO).encode();
    byte[] falseProof = new Frame.Proof(key("b"), 1, new byte[64]).encode();
    byte[] oversized = new Frame.Whole(new byte[Frame.MAX_HELLO_BYTES]).encode();

    assertThat(answerTo(otherChain)).isEqualTo(Farewell.WRONG_CHAIN);
    assertThat(answerTo(greeting, falseProof)).isEqualTo(Farewell.BAD_PROOF);
    assertThat(answerTo(oversized)).isEqualTo(Farewell.MALFORMED);
    assertThat(answerTo(new byte[] {99})).isEqualTo(Farewell.MALFORMED);
    assertThat(answerTo()).isEqualTo(Farewell.TOO_SLOW);
  }

  @Test
  void aProofThatFailsCountsAgainstThePeer() throws DecodeException {
    ChannelScene scene = connected();
    MemoryHost stranger = scene.net.host("stranger");
    Member a = scene.member("a");
    scene.net.connect(stranger, a.host);
    PeerStream stream = scene.open(stranger, a);
    scene.await(stream.send(ChannelScene.greeting().encode()));
    scene.await(stream.send(new Frame.Proof(key("b"), 1, new byte[64]).encode()));
    assertThat(last(scene, stream)).isEqualTo(Farewell.BAD_PROOF);

    assertThat(a.host.faults()).anyMatch(it -> it.peer().equals(stranger.self()));
  }

  @Test
  @DisplayName("T-A7: streams of peers that prove nothing are bounded")
  void streamsWithoutProofAreBounded() {
    ChannelScene scene = connected();
    Member a = scene.member("a");
    for (int i = 0; i < ChannelTerms.MAX_UNPROVED / 4 + 1; i++) {
      MemoryHost stranger = scene.net.host("stranger" + i);
      scene.net.connect(stranger, a.host);
      for (int k = 0; k < 4; k++) {
        PeerStream unused = scene.open(stranger, a);
      }
    }
    scene.net.run(Duration.ofMillis(100));

    assertThat(a.refusals).containsOnly(Farewell.OVERLOADED).hasSize(4);
  }

  @Test
  @DisplayName("T-A7: five hundred strangers who open all streams they can do not slow a vote")
  void strangersDoNotSlowAVote() {
    ChannelScene scene = connected();
    for (String from : FOUR) {
      for (String to : FOUR.subList(FOUR.indexOf(from) + 1, FOUR.size())) {
        scene.net.lag(scene.member(from).host, scene.member(to).host, Duration.ofMillis(5));
      }
    }
    long alone = timeOfAVote(scene, 1);
    for (int i = 0; i < 500; i++) {
      MemoryHost stranger = scene.net.host("stranger" + i);
      for (String name : FOUR) {
        scene.net.connect(stranger, scene.member(name).host);
        for (int k = 0; k < 4; k++) {
          scene.openUnasked(stranger, scene.member(name));
        }
      }
    }
    scene.net.run(Duration.ofMillis(50));

    assertThat(timeOfAVote(scene, 2)).isLessThan(2 * alone);
    assertThat(isComplete(scene)).isTrue();
    assertThat(scene.member("a").refusals).contains(Farewell.OVERLOADED);
  }

  /** Returns nanoseconds until all others have a message of the first validator. */
  private static long timeOfAVote(ChannelScene scene, int view) {
    long from = scene.net.nanos();
    scene.member("a").channels.send(new ArrayList<>(KEYS), ChannelScene.message(view));
    assertThat(
            scene.until(
                () ->
                    FOUR.subList(1, 4).stream()
                        .allMatch(it -> scene.member(it).received.size() == view)))
        .isTrue();
    return scene.net.nanos() - from;
  }

  @Test
  void aLostConnectionIsReplacedByANewOne() {
    ChannelScene scene = connected();
    Member a = scene.member("a");
    Member b = scene.member("b");
    scene.net.cut(a.host, b.host);
    assertThat(scene.until(() -> a.connected().size() == 2 && b.connected().size() == 2)).isTrue();
    scene.net.heal(a.host, b.host);

    assertThat(scene.until(() -> isComplete(scene))).isTrue();
    a.channels.send(List.of(key("b")), ChannelScene.message(1));
    assertThat(scene.until(() -> b.received.size() == 1)).isTrue();
  }

  @Test
  void aValidatorThatStartsAgainIsTakenInAtOnce() {
    ChannelScene scene = connected();
    scene.member("b").restart(KEYS);

    assertThat(scene.until(() -> isComplete(scene))).isTrue();
    scene.member("a").channels.send(List.of(key("b")), ChannelScene.message(1));
    assertThat(scene.until(() -> scene.member("b").received.size() == 1)).isTrue();
  }

  @Test
  void aPenalizedValidatorIsRefusedForTenMinutes() {
    ChannelScene scene = connected();
    Member a = scene.member("a");
    Member b = scene.member("b");
    a.channels.penalize(key("b"), "for a test");
    scene.net.run(Duration.ofMinutes(9));

    assertThat(a.connected()).containsExactlyInAnyOrder(key("c"), key("d"));
    assertThat(a.host.faults())
        .singleElement()
        .extracting(it -> it.peer())
        .isEqualTo(b.host.self());
    assertThat(b.closings).contains(Farewell.PENALIZED);
    scene.net.run(Duration.ofMinutes(2));
    assertThat(isComplete(scene)).isTrue();
  }

  @Test
  void whoLeavesTheSetKeepsItsChannelsForOneMoreEpoch() {
    ChannelScene scene = connected();
    Set<PublicKey> three = ChannelScene.keys("a", "b", "c");
    scene.members.values().forEach(it -> it.channels.expect(three));
    scene.net.run(Duration.ofSeconds(2));
    assertThat(isComplete(scene)).isTrue();

    scene.members.values().forEach(it -> it.channels.expect(three));
    scene.net.run(Duration.ofSeconds(2));
    assertThat(scene.member("d").connected()).isEmpty();
    assertThat(scene.member("a").connected()).hasSize(2);
  }

  @Test
  void validatorsWithoutACommonConnectionFindEachOther() {
    ChannelScene scene = ChannelScene.of(FOUR, "between");
    MemoryHost between = scene.member("between").host;
    FOUR.forEach(it -> scene.net.connect(scene.member(it).host, between));

    assertThat(scene.net.runUntil(() -> everybody(scene), Duration.ofSeconds(20))).isTrue();
  }

  private static boolean everybody(ChannelScene scene) {
    return FOUR.stream().allMatch(it -> scene.member(it).connected().size() == 3);
  }

  @Test
  @DisplayName("A9: a sender is held back, not cut off, and loses the oldest")
  void aSenderIsHeldBackNotCutOffAndLosesTheOldest() {
    ChannelScene scene = connected();
    Member a = scene.member("a");
    Member b = scene.member("b");
    scene.net.hold(a.host, b.host);
    int sent = 40_000;
    for (int i = 0; i < sent; i++) {
      a.channels.send(List.of(key("b")), ChannelScene.message(i));
      if (i % 1_000 == 0) {
        scene.net.run(Duration.ofMillis(1));
      }
    }
    scene.net.run(Duration.ofSeconds(1));
    scene.net.heal(a.host, b.host);
    scene.net.run(Duration.ofSeconds(60));

    assertThat(b.received.size()).isLessThan(sent);
    Payload newest = b.received.get(b.received.size() - 1).message().payload();
    assertThat(newest).isEqualTo(new Payload.WantView(1, sent - 1));
    assertThat(isComplete(scene)).isTrue();
  }
}
