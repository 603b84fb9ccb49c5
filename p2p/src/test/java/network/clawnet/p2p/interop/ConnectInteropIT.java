package network.clawnet.p2p.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import network.clawnet.core.codec.Json;
import network.clawnet.core.port.PeerView;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Noise, yamux, identify and ping with the other implementations, dialled from either side. */
@ExtendWith(MatrixExtension.class)
class ConnectInteropIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int PINGS = 100;

  private final Matrix matrix;

  ConnectInteropIT(Matrix matrix) {
    this.matrix = matrix;
  }

  @ParameterizedTest
  @CsvSource({
    "JS,OURS",
    "JS,THEIRS",
    "GO,OURS",
    "GO,THEIRS",
    "RUST,OURS",
    "RUST,THEIRS",
  })
  void identifiesAndPings(Implementation implementation, Side side) {
    matrix.check(
        "1 Noise, yamux, identify, ping",
        side.between(implementation),
        () -> {
          try (ForeignPeer peer = ForeignPeer.start(implementation);
              OurNode ours = OurNode.start()) {
            ours.connect(peer, side);
            identifyThem(ours, peer);
            identifyUs(ours, peer);
            return "ping " + medianPing(ours, peer) + " µs";
          }
        });
  }

  private static void identifyThem(OurNode ours, ForeignPeer peer) {
    PeerView view = ours.view(peer, v -> !v.agent().isEmpty() && v.latency().isPresent());
    assertThat(view.agent())
        .isEqualTo("clawnet-interop-" + peer.implementation().label() + "/1.0.0");
    assertThat(view.protocols())
        .contains("/ipfs/id/1.0.0", "/ipfs/ping/1.0.0", "/interop/kad/1.0.0", "/meshsub/1.1.0");
  }

  private static void identifyUs(OurNode ours, ForeignPeer peer) {
    Json.Obj seen = peer.call(PATIENCE, "identify", Json.object().put("peer", ours.id().text()));
    assertThat(ForeignPeer.text(seen, "agent")).isEqualTo(OurNode.AGENT);
    assertThat(ForeignPeer.texts(seen, "protocols"))
        .contains("/ipfs/id/1.0.0", "/ipfs/id/push/1.0.0", "/ipfs/ping/1.0.0", OurNode.KAD);
    assertThat(ForeignPeer.texts(seen, "addrs"))
        .anyMatch(address -> ours.address().startsWith(address));
    if (peer.implementation() != Implementation.RUST) { // knows only a form of its own
      assertThat(seen.get("signedRecord")).isEqualTo(Json.Bool.TRUE);
    }
  }

  private static long medianPing(OurNode ours, ForeignPeer peer) {
    Json.Obj pings =
        peer.call(
            PATIENCE, "ping", Json.object().put("peer", ours.id().text()).put("count", PINGS));
    List<Long> micros = ForeignPeer.numbers(pings, "micros").stream().sorted().toList();
    assertThat(micros).hasSize(PINGS);
    return micros.get(PINGS / 2);
  }
}
