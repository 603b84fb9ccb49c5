package network.clawnet.core.sync.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.sync.serve.Archive;
import network.clawnet.core.testing.fuzz.FuzzTarget;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryNetwork;

/** T-A21: ends of epochs. */
public final class EpochsAnswerFuzzTest implements FuzzTarget {
  @Override
  public List<byte[]> samples() {
    CertifiedChain chain = new CertifiedChain(new MemoryNetwork(1), 4);
    chain.grow(CertifiedChain.EPOCH_BLOCKS + 1);
    Archive archive = new Archive(chain.ledger().database().reader(), chain.genesis().chainId());
    try {
      return List.of(EpochsMessages.answer(archive.links(new EpochsMessages.Question(0, 8))));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void run(byte[] input) throws DecodeException {
    assertThat(EpochsMessages.answer(EpochsMessages.readAnswer(input))).isEqualTo(input);
  }
}
