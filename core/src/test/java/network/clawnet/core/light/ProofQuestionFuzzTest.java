package network.clawnet.core.light;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.testing.fuzz.FuzzTarget;

/** T-A21: questions of light nodes. */
public final class ProofQuestionFuzzTest implements FuzzTarget {
  @Override
  public List<byte[]> samples() {
    StateKey longest = new StateKey((byte) 200, new byte[StateKey.MAX_KEY_BYTES]);
    return List.of(
        new ProofQuestion.State(7, List.of(new StateKey((byte) 1, new byte[] {1}), longest))
            .encode(),
        new ProofQuestion.State(0, Collections.nCopies(ProofQuestion.MAX_KEYS, longest)).encode(),
        new ProofQuestion.Event(Hash.ZERO).encode());
  }

  @Override
  public void run(byte[] input) throws DecodeException {
    byte[] again = ProofQuestion.decode(input).encode();
    assertThat(again).isEqualTo(input).hasSizeLessThanOrEqualTo(ProofQuestion.MAX_BYTES);
  }
}
