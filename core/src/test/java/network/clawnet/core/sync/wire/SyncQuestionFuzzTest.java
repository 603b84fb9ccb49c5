package network.clawnet.core.sync.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.testing.fuzz.FuzzTarget;

/** T-A21: questions about blocks. */
public final class SyncQuestionFuzzTest implements FuzzTarget {
  @Override
  public List<byte[]> samples() {
    return List.of(
        new BlocksQuestion.Range(1, BlockRange.MAX_BLOCKS).encode(),
        new BlocksQuestion.ByHash(Hash.ZERO).encode());
  }

  @Override
  public void run(byte[] input) throws DecodeException {
    assertThat(BlocksQuestion.decode(input).encode()).isEqualTo(input);
  }
}
