package network.clawnet.p2p.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;

class NoiseCipherTest {
  private final NoiseCipher sender = new NoiseCipher(new byte[32]);
  private final NoiseCipher receiver = new NoiseCipher(new byte[32]);

  private static ByteBuffer seal(NoiseCipher sender, int size) {
    ByteBuffer frame = ByteBuffer.allocate(2 + size + NoiseCipher.TAG_BYTES);
    sender.sealFrame(ByteBuffer.allocate(size), frame);
    return frame.flip();
  }

  private static boolean open(NoiseCipher receiver, ByteBuffer frame) {
    ByteBuffer out = ByteBuffer.allocate(Math.max(0, frame.remaining() - 18));
    return receiver.openFrame(frame.duplicate().position(2), out);
  }

  @Test
  void theEmptyAndTheLongestFrameAreFrames() {
    ByteBuffer empty = seal(sender, 0);
    ByteBuffer longest = seal(sender, NoiseCipher.MAX_PLAIN);

    assertThat(empty.getShort(0)).isEqualTo((short) 16);
    assertThat(longest.getShort(0) & 0xffff).isEqualTo(65_535);
    assertThat(open(receiver, empty)).isTrue();
    assertThat(open(receiver, longest)).isTrue();
    assertThat(receiver.frames()).isEqualTo(2);
    assertThatThrownBy(() -> seal(sender, NoiseCipher.MAX_PLAIN + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAFrameThatIsRepeatedSkippedChangedOrCut() {
    ByteBuffer first = seal(sender, 5);
    ByteBuffer second = seal(sender, 5);
    assertThat(open(new NoiseCipher(new byte[32]), second)).isFalse();
    assertThat(open(receiver, first)).isTrue();
    assertThat(open(receiver, first)).isFalse();

    NoiseCipher other = new NoiseCipher(new byte[32]);
    assertThat(open(other, first.duplicate().limit(first.limit() - 1))).isFalse();
    NoiseCipher third = new NoiseCipher(new byte[32]);
    first.put(4, (byte) ~first.get(4));
    assertThat(open(third, first)).isFalse();
    assertThat(new NoiseCipher(new byte[32]).openFrame(ByteBuffer.allocate(15), first)).isFalse();
  }

  @Test
  void sealsAndOpensInPlaceInHeapAndDirectMemory() {
    Seeds.forAll(
        50,
        random -> {
          byte[] plain = new byte[random.nextInt(2_000)];
          random.nextBytes(plain);
          int size = 2 + plain.length + NoiseCipher.TAG_BYTES;
          ByteBuffer memory =
              random.nextBoolean() ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
          memory.position(2).put(plain).flip();

          sender.sealFrame(memory.duplicate().position(2), memory.duplicate().clear());
          ByteBuffer sealed = memory.duplicate().clear().position(2);
          ByteBuffer opened = memory.duplicate().clear().position(2);

          assertThat(receiver.openFrame(sealed, opened)).isTrue();
          byte[] out = new byte[plain.length];
          opened.flip().position(2).get(out);
          assertThat(out).isEqualTo(plain);
        });
  }
}
