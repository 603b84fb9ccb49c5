package network.clawnet.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.testing.TestActor;
import org.junit.jupiter.api.Test;

class SpeakersTest {
  private static final PeerId PEER = PeerId.of(new TestActor("peer").did().key());

  private final List<Boolean> told = new ArrayList<>();
  private final Speakers speakers = new Speakers("/a", (peer, speaks) -> told.add(speaks));

  @Test
  void waitsUntilAPeerHasSaidWhatItSpeaks() {
    speakers.connected(PEER);
    assertThat(told).isEmpty();

    speakers.identified(PEER, List.of("/b", "/a"));

    assertThat(told).containsExactly(true);
  }

  @Test
  void tellsOfAPeerThatDoesNotSpeakItAnyMore() {
    speakers.identified(PEER, List.of("/a"));
    speakers.identified(PEER, List.of("/b"));
    speakers.disconnected(PEER);

    assertThat(told).containsExactly(true, false, false);
  }
}
