package network.clawnet.p2p.transport.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;

final class KeptBytesTest {
  @Test
  void givesBackWhatItTookInOrder() {
    Seeds.forAll(
        100,
        random -> {
          KeptBytes kept = new KeptBytes();
          ByteArrayOutputStream put = new ByteArrayOutputStream();
          ByteArrayOutputStream taken = new ByteArrayOutputStream();
          for (int i = 0; i < 50; i++) {
            byte[] part = new byte[random.nextInt(random.nextInt(10) == 0 ? 100_000 : 300)];
            random.nextBytes(part);
            put.writeBytes(part);
            kept.add(ByteBuffer.wrap(part));
            if (random.nextInt(5) == 0) {
              take(kept, taken);
            }
          }
          while (!kept.isEmpty()) {
            take(kept, taken);
          }

          assertThat(taken.toByteArray()).isEqualTo(put.toByteArray());
          assertThat(kept.take()).isNull();
        });
  }

  private static void take(KeptBytes kept, ByteArrayOutputStream out) {
    ByteBuffer next = kept.take();
    if (next != null) {
      assertThat(next.hasRemaining()).isTrue();
      byte[] bytes = new byte[next.remaining()];
      next.get(bytes);
      out.writeBytes(bytes);
    }
  }

  @Test
  void packsManySmallPiecesIntoFewLargeOnes() {
    KeptBytes kept = new KeptBytes();
    for (int i = 0; i < 262_144; i++) {
      kept.add(ByteBuffer.wrap(new byte[1]));
    }
    int pieces = 0;
    while (kept.take() != null) {
      pieces++;
    }

    assertThat(pieces).isEqualTo(8);
  }
}
