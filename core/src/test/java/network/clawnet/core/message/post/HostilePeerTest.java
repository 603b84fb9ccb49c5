package network.clawnet.core.message.post;

import static network.clawnet.core.message.post.PostScene.CHAIN;
import static network.clawnet.core.message.post.PostScene.DEAL;
import static network.clawnet.core.message.post.PostScene.did;
import static network.clawnet.core.message.post.PostScene.key;
import static network.clawnet.core.message.post.PostScene.letter;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.message.Busy;
import network.clawnet.core.message.Frame;
import network.clawnet.core.message.Mark;
import network.clawnet.core.message.Residence;
import network.clawnet.core.message.Route;
import network.clawnet.core.message.SealedMessage;
import network.clawnet.core.message.post.PostScene.Node;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.StreamTerms;
import network.clawnet.core.testing.net.MemoryHost;
import org.junit.jupiter.api.Test;

/** What a peer that does not follow the rules achieves: nothing, and it is told apart. */
class HostilePeerTest {
  private final PostScene scene = new PostScene(2);
  private final Node victim = scene.node("victim");
  private final MemoryHost hostile = scene.net.host("hostile");
  private final Random random = new Random(3);

  HostilePeerTest() {
    scene.net.connect(victim.host, hostile);
    victim.settle("bob");
  }

  @Test
  void itsOwnMessageOfADealArrives() {
    Line line = line();

    line.say(new Frame.Hello(residence("mallory", hostile), did("bob")));
    line.say(new Frame.Push(message("mallory", 1, DEAL)));

    assertThat(line.heard).hasSize(2);
    assertThat(line.heard.get(0)).isInstanceOf(Frame.Welcome.class);
    assertThat(line.heard.get(1)).isEqualTo(new Frame.Receipt(new Mark(1, 1)));
    assertThat(victim.read("bob")).containsExactly("from mallory");
  }

  @Test
  void aReplayedMessageHasNoEffect() {
    Line line = line();
    SealedMessage message = message("mallory", 1, DEAL);
    line.say(new Frame.Hello(residence("mallory", hostile), did("bob")));
    line.say(new Frame.Push(message));
    line.say(new Frame.Push(message));

    Line again = line();
    again.say(new Frame.Hello(residence("mallory", hostile), did("bob")));
    again.say(new Frame.Push(message));

    assertThat(victim.inbox("bob")).hasSize(1);
    assertThat(again.heard.get(1)).isEqualTo(new Frame.Receipt(new Mark(1, 1)));
  }

  @Test
  void twoStreamsOfOneRouteDoNotDoubleAMessage() {
    Line one = line();
    Line two = line();
    one.say(new Frame.Hello(residence("mallory", hostile), did("bob")));
    two.say(new Frame.Hello(residence("mallory", hostile), did("bob")));

    one.say(new Frame.Push(message("mallory", 1, DEAL)));
    two.say(new Frame.Push(message("mallory", 1, DEAL)));

    assertThat(victim.inbox("bob")).hasSize(1);
  }

  @Test
  void nobodySpeaksForAnotherNodesDid() {
    MemoryHost honest = scene.net.host("honest");
    Line line = line();

    line.say(new Frame.Hello(residence("alice", honest), did("bob")));

    assertThat(line.heard).containsExactly(new Frame.Wait(Busy.NOT_YOURS));
  }

  @Test
  void aWordThatIsForgedOrOverOrOfAnotherNetworkIsWorthNothing() {
    long now = scene.net.clock().millis();
    Residence good = residence("mallory", hostile);
    Residence forged =
        new Residence(did("alice"), hostile.self(), good.since(), good.until(), good.signature());
    Residence longer =
        new Residence(good.did(), good.peer(), good.since(), good.until() + 1, good.signature());
    Residence over = Residence.sign(key("mallory"), hostile.self(), now - 100, 100, CHAIN);
    Residence early =
        Residence.sign(
            key("mallory"), hostile.self(), now + Residence.MAX_AHEAD_MS + 60_000, 100, CHAIN);
    Residence endless =
        Residence.sign(key("mallory"), hostile.self(), now, Residence.MAX_MS + 1, CHAIN);
    Residence foreign = Residence.sign(key("mallory"), hostile.self(), now, 100, DEAL);

    Residence barely =
        Residence.sign(key("mallory"), hostile.self(), now + Residence.MAX_AHEAD_MS, 100, CHAIN);
    assertThat(barely.holds(now, CHAIN)).isTrue();
    assertThat(barely.holds(now - 1, CHAIN)).isFalse();
    for (Residence bad : List.of(forged, longer, over, early, endless, foreign)) {
      Line line = line();
      line.say(new Frame.Hello(bad, did("bob")));
      assertThat(line.heard).containsExactly(new Frame.Wait(Busy.NOT_YOURS));
    }
  }

  @Test
  void whoDoesNotLiveHereGetsNothingHere() {
    Line line = line();

    line.say(new Frame.Hello(residence("mallory", hostile), did("carol")));

    assertThat(line.heard).containsExactly(new Frame.Wait(Busy.NOT_HERE));
  }

  @Test
  void aMessageThatItsSenderDidNotSignIsAFault() throws DecodeException {
    SealedMessage good = message("mallory", 1, DEAL);
    byte[] bytes = good.toBytes();
    int boxAt = bytes.length - 64 - 1;
    for (int at : new int[] {5, 90, 150, boxAt, bytes.length - 1}) {
      byte[] changed = bytes.clone();
      changed[at] ^= 1;
      SealedMessage bad = SealedMessage.parse(changed);
      MemoryHost fresh = fresh(at);
      Line line = line(fresh);
      line.say(new Frame.Hello(residence("mallory", fresh), did("bob")));

      line.say(new Frame.Push(bad));

      assertThat(line.ended).as("byte " + at).isTrue();
    }
    assertThat(victim.inbox("bob")).isEmpty();
    assertThat(victim.host.faults())
        .extracting(it -> it.what().what())
        .containsOnly("message-forged");
  }

  @Test
  void aMessageOfAnotherRouteIsAFault() {
    Line line = line();
    line.say(new Frame.Hello(residence("mallory", hostile), did("bob")));

    line.say(new Frame.Push(message("alice", 1, DEAL)));

    assertThat(line.ended).isTrue();
    assertThat(victim.inbox("bob")).isEmpty();
    assertThat(victim.host.faults())
        .extracting(it -> it.what().what())
        .contains("message-protocol");
  }

  @Test
  void whoIsNoPartyIsRefusedOnceAndForAll() {
    Line line = line();
    SealedMessage spam = message("mallory", 1, Hash.sha256(new byte[] {1}));
    line.say(new Frame.Hello(residence("mallory", hostile), did("bob")));
    line.say(new Frame.Push(spam));
    line.say(new Frame.Push(spam));

    assertThat(line.heard)
        .contains(new Frame.Refused(new Mark(1, 1)), new Frame.Receipt(new Mark(1, 1)));
    assertThat(victim.inbox("bob")).isEmpty();
  }

  @Test
  void whatIsNoFrameOrOutOfTurnIsAFault() {
    List<byte[]> bad = new ArrayList<>();
    bad.add(new byte[] {9});
    bad.add(new byte[0]);
    bad.add(new byte[] {1, 2, 3});
    bad.add(new Frame.Receipt(Mark.NONE).toBytes());
    bad.add(new Frame.Push(message("mallory", 1, DEAL)).toBytes());
    byte[] longer = new Frame.Hello(residence("mallory", hostile), did("bob")).toBytes();
    bad.add(Arrays.copyOf(longer, longer.length + 1));

    for (byte[] bytes : bad) {
      Line line = line(fresh(bytes.length));
      line.raw(bytes);
      assertThat(line.ended).as("frame of " + bytes.length + " bytes").isTrue();
    }
    assertThat(victim.inbox("bob")).isEmpty();
    assertThat(victim.host.faults()).hasSize(bad.size());
  }

  @Test
  void aLiarThatSaysItHasAMessageOnlyFoolsItselfAboutItsOwnDid() {
    MemoryHost liar = scene.net.host("liar");
    scene.net.connect(victim.host, liar);
    List<Frame> said = new ArrayList<>();
    var unused =
        liar.handle(
            StreamDialer.protocol(CHAIN),
            StreamTerms.requests(Frame.MAX_BYTES),
            stream -> {
              said.add(new Frame.Receipt(new Mark(Long.MAX_VALUE, 1)));
              stream.send(
                  new Frame.Welcome(residence("mallory", liar), new Mark(Long.MAX_VALUE, 1))
                      .toBytes());
            });
    scene.provide(did("alice"), liar.self());

    String id = victim.send("bob", "alice", "secret");
    scene.run(Duration.ofMinutes(2));

    assertThat(said).isNotEmpty();
    assertThat(victim.state(id)).isEqualTo(Sending.State.WAITING);
    assertThat(victim.host.faults()).isNotEmpty();
  }

  private Residence residence(String name, MemoryHost host) {
    return Residence.sign(key(name), host.self(), scene.net.clock().millis(), 60_000, CHAIN);
  }

  private SealedMessage message(String from, long seq, Hash deal) {
    SealedMessage.Head head =
        new SealedMessage.Head(
            "00112233445566778899aabbccddeeff",
            new Route(did(from), did("bob")),
            deal,
            new Mark(1, seq),
            scene.net.clock().millis());
    return SealedMessage.seal(head, letter("from " + from), key(from), random::nextBytes, CHAIN);
  }

  /** Returns another host: one that has done wrong is cut off. */
  private MemoryHost fresh(int number) {
    MemoryHost host = scene.net.host("hostile" + number);
    scene.net.connect(victim.host, host);
    return host;
  }

  private Line line() {
    return line(hostile);
  }

  private Line line(MemoryHost from) {
    CompletableFuture<PeerStream> opened =
        from.open(
                victim.host.self(),
                List.of(StreamDialer.protocol(CHAIN)),
                StreamTerms.requests(Frame.MAX_BYTES))
            .toCompletableFuture();
    return new Line(scene.await(opened));
  }

  /** A stream on which the hostile peer says what it likes. */
  private final class Line {
    final List<Frame> heard = new ArrayList<>();
    boolean ended;
    private final PeerStream stream;

    Line(PeerStream stream) {
      this.stream = stream;
      hear();
    }

    void say(Frame frame) {
      raw(frame.toBytes());
    }

    void raw(byte[] bytes) {
      stream.send(bytes);
      scene.run(Duration.ofMillis(500));
    }

    private void hear() {
      stream
          .receive()
          .whenComplete(
              (bytes, fault) -> {
                if (fault != null || bytes.isEmpty()) {
                  ended = true;
                  return;
                }
                heard.add(frame(bytes));
                hear();
              });
    }

    private static Frame frame(Optional<byte[]> bytes) {
      try {
        return Frame.parse(bytes.orElseThrow());
      } catch (DecodeException e) {
        throw new AssertionError(e);
      }
    }
  }
}
