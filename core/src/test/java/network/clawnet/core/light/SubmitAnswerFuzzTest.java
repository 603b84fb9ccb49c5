package network.clawnet.core.light;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.testing.fuzz.FuzzTarget;
import org.junit.jupiter.api.Test;

/** T-A21: what full nodes say to events. */
public final class SubmitAnswerFuzzTest implements FuzzTarget {
  @Override
  public List<byte[]> samples() {
    return List.of(
        SubmitAnswer.ACCEPTED.encode(), new SubmitAnswer("NONCE_GAP", "wait for 7").encode());
  }

  @Override
  public void run(byte[] input) throws DecodeException {
    assertThat(SubmitAnswer.decode(input).encode()).isEqualTo(input);
  }

  @Test
  void aLongReasonIsCutBetweenCharacters() throws DecodeException {
    SubmitAnswer answer = new SubmitAnswer("X", "一".repeat(SubmitAnswer.MAX_MESSAGE_BYTES));

    SubmitAnswer read = SubmitAnswer.decode(answer.encode());

    assertThat(read.message()).isEqualTo("一".repeat(SubmitAnswer.MAX_MESSAGE_BYTES / 3));
    assertThat(answer.encode()).hasSizeLessThanOrEqualTo(SubmitAnswer.MAX_BYTES);
  }
}
