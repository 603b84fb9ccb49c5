package network.clawnet.core.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;

class BlockTest {
  private static final int LIMIT = 10_000;

  private static Block block(List<byte[]> events) {
    return new Block(HeaderTest.header(events), events);
  }

  @Test
  void readsBackWhatItWrote() {
    Seeds.forAll(
        50,
        random -> {
          List<byte[]> events = new ArrayList<>();
          for (int i = random.nextInt(20); i > 0; i--) {
            byte[] event = new byte[random.nextInt(200)];
            random.nextBytes(event);
            events.add(event);
          }
          Block block = block(events);
          try {
            Block read = Block.decode(block.encode(), LIMIT);
            assertThat(read).isEqualTo(block);
            assertThat(read.events()).hasSameSizeAs(events);
            assertThat(read.bodyMatches()).isTrue();
            assertThat(read.encode()).isEqualTo(block.encode());
          } catch (DecodeException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void refusesABodyOneByteOverTheLimit() throws DecodeException {
    byte[] bytes = block(List.of(new byte[96])).encode();

    assertThat(Block.decode(bytes, 100).events()).hasSize(1);
    assertThatThrownBy(() -> Block.decode(bytes, 99)).isInstanceOf(DecodeException.class);
  }

  @Test
  void refusesTrailingMissingAndShiftedBytes() {
    byte[] bytes = block(List.of(new byte[3], new byte[5])).encode();
    byte[] shifted = bytes.clone();
    shifted[Header.BYTES + 3] = 4;

    for (byte[] bad :
        List.of(
            Arrays.copyOf(bytes, bytes.length + 1),
            Arrays.copyOf(bytes, bytes.length - 1),
            shifted)) {
      assertThatThrownBy(() -> Block.decode(bad, LIMIT)).isInstanceOf(DecodeException.class);
    }
  }

  @Test
  void refusesCountsThatTheBodyCannotHoldBeforeAllocating() {
    Header header = HeaderTest.header(List.of());
    Header lies =
        header
            .draft()
            .complete(
                new BodyDigest(Integer.MAX_VALUE, 100, header.body().eventsRoot()),
                header.outcome());
    byte[] bytes = new ByteWriter().raw(lies.encode()).raw(new byte[100]).toBytes();

    assertThatThrownBy(() -> Block.decode(bytes, LIMIT)).isInstanceOf(DecodeException.class);
  }

  @Test
  void noticesABodyThatIsNotTheHeaders() {
    Header header = HeaderTest.header(List.of(new byte[] {1}));

    assertThat(new Block(header, List.of(new byte[] {2})).bodyMatches()).isFalse();
    assertThatThrownBy(() -> new Block(header, List.of(new byte[2])))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
