package network.clawnet.core.light;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.light.ask.LightFixture;
import network.clawnet.core.testing.fuzz.FuzzTarget;

/** T-A21: proofs that full nodes give; what still decodes after a change proves nothing false. */
public final class ProofAnswersFuzzTest implements FuzzTarget {
  private static final LightFixture FIXTURE = new LightFixture(1);

  @Override
  public List<byte[]> samples() {
    FIXTURE.chain.grow(FIXTURE.chain.ledger().service().readableHead().height() == 0 ? 3 : 0);
    return List.of(
        kind(1, FIXTURE.stateAnswer().encode()), kind(2, FIXTURE.eventAnswer().encode()));
  }

  private static byte[] kind(int kind, byte[] bytes) {
    return new ByteWriter(1 + bytes.length).u8(kind).raw(bytes).toBytes();
  }

  @Override
  public void run(byte[] input) throws DecodeException {
    byte[] answer = Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
    if (input.length > 0 && input[0] == 1) {
      assertThat(StateAnswer.decode(answer).encode()).isEqualTo(answer);
    } else if (input.length > 0 && input[0] == 2) {
      assertThat(EventAnswer.decode(answer).encode()).isEqualTo(answer);
    } else {
      throw new DecodeException("no sample's kind");
    }
  }
}
