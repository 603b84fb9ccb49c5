package network.clawnet.p2p.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import network.clawnet.core.codec.Json;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Large and many streams with the other implementations; the side that dials also asks. */
@ExtendWith(MatrixExtension.class)
class StreamsInteropIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long BYTES = 100_000_000;

  private final Matrix matrix;

  StreamsInteropIT(Matrix matrix) {
    this.matrix = matrix;
  }

  @ParameterizedTest
  @CsvSource({
    "JS,OURS,1",
    "JS,THEIRS,1",
    "GO,OURS,1",
    "GO,THEIRS,1",
    "RUST,OURS,1",
    "RUST,THEIRS,1",
    "JS,OURS,200",
    "JS,THEIRS,200",
    "GO,OURS,200",
    "GO,THEIRS,200",
    "RUST,OURS,200",
    "RUST,THEIRS,200",
  })
  void echoesHundredMegabytes(Implementation implementation, Side side, int streams) {
    matrix.check(
        streams == 1 ? "2 100 MB echo, 1 stream" : "3 100 MB echo, " + streams + " streams",
        side.between(implementation),
        () -> echo(implementation, side, BYTES, streams));
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
  void echoesOneByteThatTravelsWithTheEnd(Implementation implementation, Side side) {
    matrix.check(
        "4 1 byte echo", side.between(implementation), () -> echo(implementation, side, 1, 1));
  }

  private static String echo(Implementation implementation, Side side, long bytes, int streams) {
    try (ForeignPeer peer = ForeignPeer.start(implementation);
        OurNode ours = OurNode.start();
        Echo echo = new Echo(ours.network())) {
      ours.connect(peer, side);
      return rate(
          bytes,
          side == Side.OURS
              ? ask(ours, echo, peer, bytes, streams)
              : answer(ours, peer, bytes, streams));
    }
  }

  private static long ask(OurNode ours, Echo echo, ForeignPeer peer, long bytes, int streams) {
    ours.view(peer, view -> view.protocols().contains(Echo.PROTOCOL));
    Echo.Outcome outcome = echo.run(peer.id(), bytes, streams);
    assertThat(outcome.received()).isEqualTo(outcome.sent());
    return outcome.micros();
  }

  private static long answer(OurNode ours, ForeignPeer peer, long bytes, int streams) {
    Json.Builder arguments =
        Json.object().put("peer", ours.id().text()).put("bytes", bytes).put("streams", streams);
    Json.Obj outcome = peer.call(PATIENCE, "echo", arguments);
    assertThat(ForeignPeer.text(outcome, "received")).isEqualTo(ForeignPeer.text(outcome, "sent"));
    assertThat(ForeignPeer.number(outcome, "bytes")).isEqualTo(bytes);
    return ForeignPeer.number(outcome, "micros");
  }

  private static String rate(long bytes, long micros) {
    return bytes < 1_000_000 ? "" : bytes / Math.max(1, micros) + " MB/s";
  }
}
