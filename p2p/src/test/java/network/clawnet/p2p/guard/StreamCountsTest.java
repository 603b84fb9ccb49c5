package network.clawnet.p2p.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import network.clawnet.core.port.PeerView.Direction;
import network.clawnet.core.port.StreamTerms;
import org.junit.jupiter.api.Test;

final class StreamCountsTest {
  private static final StreamTerms TERMS = new StreamTerms(1, 1, 2, 3, Duration.ZERO);

  private final StreamCounts counts = new StreamCounts(new StreamLimits(5, 4, 3, 2));

  @Test
  void boundsStreamsPerPeerAndInAll() {
    for (int i = 0; i < 3; i++) {
      assertThat(counts.open(Peers.peer(1), Direction.INBOUND)).isEmpty();
    }
    assertThat(counts.open(Peers.peer(1), Direction.INBOUND)).contains(Refusal.PEER_STREAMS_FULL);
    assertThat(counts.open(Peers.peer(2), Direction.INBOUND)).isEmpty();
    assertThat(counts.open(Peers.peer(2), Direction.INBOUND)).isEmpty();
    assertThat(counts.open(Peers.peer(2), Direction.INBOUND)).contains(Refusal.STREAMS_FULL);
    assertThat(counts.open(Peers.peer(1), Direction.OUTBOUND)).isEmpty();
    assertThat(counts.open(Peers.peer(1), Direction.OUTBOUND)).isEmpty();
    assertThat(counts.open(Peers.peer(1), Direction.OUTBOUND)).contains(Refusal.PEER_STREAMS_FULL);
  }

  @Test
  void boundsStreamsOfAProtocolPerPeerAndInAll() {
    assertThat(counts.begin(Peers.peer(1), "/p", TERMS)).isEmpty();
    assertThat(counts.begin(Peers.peer(1), "/p", TERMS)).isEmpty();
    assertThat(counts.begin(Peers.peer(1), "/p", TERMS))
        .contains(Refusal.PEER_PROTOCOL_STREAMS_FULL);
    assertThat(counts.begin(Peers.peer(1), "/q", TERMS)).isEmpty();
    assertThat(counts.begin(Peers.peer(2), "/p", TERMS)).isEmpty();
    assertThat(counts.begin(Peers.peer(3), "/p", TERMS)).contains(Refusal.PROTOCOL_STREAMS_FULL);
  }

  @Test
  void keepsNothingOfStreamsThatHaveEnded() {
    counts.open(Peers.peer(1), Direction.INBOUND);
    counts.begin(Peers.peer(1), "/p", TERMS);
    assertThat(counts.keys()).isEqualTo(4);

    counts.end(Peers.peer(1), "/p");
    counts.close(Peers.peer(1), Direction.INBOUND);

    assertThat(counts.keys()).isZero();
  }
}
