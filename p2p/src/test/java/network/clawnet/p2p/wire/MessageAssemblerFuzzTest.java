package network.clawnet.p2p.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.testing.fuzz.FuzzTarget;

/** The messages of a stream, behind their lengths again, are the part of it that was complete. */
public final class MessageAssemblerFuzzTest implements FuzzTarget {
  private static final int LIMIT = 300;

  @Override
  public List<byte[]> samples() {
    return List.of(
        new byte[] {1, 7, 0, 2, 8, 9, 3, 1}, Uvarint.prefixed(new byte[LIMIT]), new byte[0]);
  }

  @Override
  public void run(byte[] input) throws DecodeException {
    MessageAssembler assembler = new MessageAssembler(LIMIT);
    ByteBuffer in = ByteBuffer.wrap(input);
    ByteArrayOutputStream again = new ByteArrayOutputStream();

    for (Optional<byte[]> next = assembler.next(in); next.isPresent(); next = assembler.next(in)) {
      assertThat(next.get()).hasSizeLessThanOrEqualTo(LIMIT);
      again.writeBytes(Uvarint.prefixed(next.get()));
    }

    assertThat(Arrays.copyOf(input, again.size())).isEqualTo(again.toByteArray());
    assertThat(assembler.isBetweenMessages()).isEqualTo(again.size() == input.length);
  }
}
