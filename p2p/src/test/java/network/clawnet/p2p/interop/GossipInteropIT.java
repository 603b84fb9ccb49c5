package network.clawnet.p2p.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.Json;
import network.clawnet.core.identity.PeerId;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Gossip with each other implementation, and in one mesh with all of them. */
@ExtendWith(MatrixExtension.class)
class GossipInteropIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TOPIC = "/interop/gossip";
  private static final int MESSAGES = 1_000;
  private static final int BYTES = 1_024;
  private static final int PER_SECOND = 250;

  /** Everybody gets every message up to three times. */
  private static final int PER_SECOND_IN_MESH = 100;

  private final Matrix matrix;

  GossipInteropIT(Matrix matrix) {
    this.matrix = matrix;
  }

  @ParameterizedTest
  @CsvSource({
    "JS,OURS,NONE",
    "JS,THEIRS,NONE",
    "GO,OURS,NONE",
    "GO,THEIRS,NONE",
    "RUST,OURS,NONE",
    "RUST,THEIRS,NONE",
    "JS,OURS,STRICT",
    "JS,THEIRS,STRICT",
    "GO,OURS,STRICT",
    "GO,THEIRS,STRICT",
    "RUST,OURS,STRICT",
    "RUST,THEIRS,STRICT",
  })
  void losesNoMessageEitherWay(Implementation implementation, Side side, Signing signing) {
    matrix.check(
        "5 gossip, " + MESSAGES + " messages each way, " + signing.row(),
        side.between(implementation),
        () -> exchange(List.of(implementation), side, signing));
  }

  @ParameterizedTest
  @EnumSource(Signing.class)
  void losesNoMessageInAMixedMesh(Signing signing) {
    matrix.check(
        "6 gossip in one mesh of all four, " + MESSAGES + " messages of each, " + signing.row(),
        "all",
        () -> exchange(List.of(Implementation.values()), Side.OURS, signing));
  }

  /** Everybody publishes at the same time and must get everything of everybody else. */
  private static String exchange(List<Implementation> others, Side side, Signing signing) {
    List<ForeignPeer> peers = new ArrayList<>();
    try (OurNode ours = OurNode.start();
        OurTopic topic = ours.join(TOPIC, signing)) {
      others.forEach(other -> peers.add(ForeignPeer.start(other, "--sign", signing.option())));
      peers.forEach(peer -> peer.call(PATIENCE, "join", topicArgument()));
      peers.forEach(peer -> ours.connect(peer, side));
      connectToEachOther(peers);
      awaitMesh(ours.id(), topic, peers);
      long start = System.nanoTime();
      publishAll(topic, peers);
      awaitAll(topic, peers);
      return (System.nanoTime() - start) / 1_000_000 + " ms";
    } finally {
      peers.forEach(ForeignPeer::close);
    }
  }

  private static void connectToEachOther(List<ForeignPeer> peers) {
    for (int i = 1; i < peers.size(); i++) {
      for (ForeignPeer earlier : peers.subList(0, i)) {
        peers.get(i).call(PATIENCE, "dial", Json.object().put("addr", earlier.address()));
      }
    }
  }

  private static void awaitMesh(PeerId ours, OurTopic topic, List<ForeignPeer> peers) {
    Waiting.until(
        "everybody in the mesh",
        PATIENCE,
        () ->
            topic.members() == peers.size() && peers.stream().allMatch(peer -> inMesh(peer, ours)),
        () -> topic.members() + " members; " + all(peers, "mesh"));
  }

  private static boolean inMesh(ForeignPeer peer, PeerId ours) {
    Json.Obj mesh = peer.call(PATIENCE, "mesh", topicArgument());
    return ForeignPeer.texts(mesh, "subscribers").contains(ours.text())
        && !ForeignPeer.texts(mesh, "mesh").isEmpty();
  }

  private static void publishAll(OurTopic topic, List<ForeignPeer> peers) {
    int perSecond = peers.size() == 1 ? PER_SECOND : PER_SECOND_IN_MESH;
    List<CompletableFuture<Json.Obj>> publications =
        peers.stream().map(peer -> peer.send("publish", publication(peer, perSecond))).toList();
    topic.publish("ours", MESSAGES, BYTES, perSecond);
    for (int i = 0; i < peers.size(); i++) {
      peers.get(i).await(publications.get(i), "publish", PATIENCE);
    }
  }

  private static Json.Builder publication(ForeignPeer peer, int perSecond) {
    return topicArgument()
        .put("tag", peer.implementation().label())
        .put("count", MESSAGES)
        .put("bytes", BYTES)
        .put("perSecond", perSecond);
  }

  private static void awaitAll(OurTopic topic, List<ForeignPeer> peers) {
    List<String> tags =
        Stream.concat(Stream.of("ours"), peers.stream().map(p -> p.implementation().label()))
            .toList();
    Waiting.until(
        "every message at every peer",
        PATIENCE,
        () ->
            peers.stream().allMatch(p -> topic.unique(p.implementation().label()) == MESSAGES)
                && peers.stream().allMatch(p -> received(p) == (long) MESSAGES * peers.size()),
        () ->
            topic.total()
                + " here of "
                + tags
                + "; "
                + all(peers, "received")
                + all(peers, "mesh"));
    assertThat(topic.total()).isEqualTo((long) MESSAGES * peers.size());
    for (ForeignPeer peer : peers) {
      Json.Obj report = peer.call(PATIENCE, "received", topicArgument());
      assertThat(ForeignPeer.number(report, "total")).isEqualTo((long) MESSAGES * peers.size());
      assertThat(ForeignPeer.number(report, "malformed")).isZero();
    }
  }

  private static long received(ForeignPeer peer) {
    return ForeignPeer.number(peer.call(PATIENCE, "received", topicArgument()), "unique");
  }

  private static String all(List<ForeignPeer> peers, String command) {
    StringBuilder text = new StringBuilder();
    for (ForeignPeer peer : peers) {
      text.append(peer.implementation().label())
          .append(CanonicalJson.text(peer.call(PATIENCE, command, topicArgument())))
          .append(' ');
    }
    return text.toString();
  }

  private static Json.Builder topicArgument() {
    return Json.object().put("topic", TOPIC);
  }
}
