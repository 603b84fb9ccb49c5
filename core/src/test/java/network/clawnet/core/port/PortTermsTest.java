package network.clawnet.core.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PortTermsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static StreamTerms stream(int message, int unsent, int perPeer, int all) {
    return new StreamTerms(message, unsent, perPeer, all, SECOND);
  }

  @Test
  void streamTermsKeepTheirBounds() {
    int most = StreamTerms.MAX_MESSAGE_BYTES;

    assertThat(stream(1, 1, 1, 1).maxInbound()).isOne();
    assertThat(stream(most, most, 1, StreamTerms.MAX_STREAMS).maxMessageBytes()).isEqualTo(most);
    assertThatIllegalArgumentException().isThrownBy(() -> stream(0, 1, 1, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream(most + 1, StreamTerms.MAX_UNSENT_BYTES, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> stream(2, 1, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> stream(1, 1, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> stream(1, 1, 2, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stream(1, 1, 1, StreamTerms.MAX_STREAMS + 1));
  }

  @Test
  void topicTermsKeepTheirBounds() {
    int most = TopicTerms.MAX_MESSAGE_BYTES;

    assertThat(new TopicTerms(most, 1, SECOND).maxMessageBytes()).isEqualTo(most);
    assertThatIllegalArgumentException().isThrownBy(() -> new TopicTerms(most + 1, 1, SECOND));
    assertThatIllegalArgumentException().isThrownBy(() -> new TopicTerms(0, 1, SECOND));
    assertThatIllegalArgumentException().isThrownBy(() -> new TopicTerms(1, 0, SECOND));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TopicTerms(1, TopicTerms.MAX_UNJUDGED + 1, SECOND));
    assertThatIllegalArgumentException().isThrownBy(() -> new TopicTerms(1, 1, Duration.ZERO));
  }

  @Test
  void aFaultIsAFixedWordWithPoints() {
    assertThat(new Misbehaviour("bad-signature", 100).points()).isEqualTo(Misbehaviour.LIMIT);
    assertThatIllegalArgumentException().isThrownBy(() -> new Misbehaviour("Bad one", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Misbehaviour("", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Misbehaviour("x", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Misbehaviour("x", 101));
  }
}
