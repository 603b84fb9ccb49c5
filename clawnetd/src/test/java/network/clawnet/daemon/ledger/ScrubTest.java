package network.clawnet.daemon.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ScrubTest {
  private final List<Throwable> damaged = new CopyOnWriteArrayList<>();

  @Test
  void tellsOfDamage() throws InterruptedException {
    IOException damage = new IOException("000007.sst");
    Scrub scrub =
        new Scrub(
            () -> {
              throw damage;
            });

    scrub.start(damaged::add).join();

    assertThat(damaged).containsExactly(damage);
  }

  @Test
  void tellsNothingOfSoundFiles() throws InterruptedException {
    Scrub scrub = new Scrub(() -> {});

    scrub.start(damaged::add).join();

    assertThat(damaged).isEmpty();
  }

  @Test
  void takesAFileThatWasClosedBeforeItForNoDamage() throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    Scrub scrub =
        new Scrub(
            () -> {
              awaitQuietly(closed);
              throw new IOException("closed");
            });

    Thread looking = scrub.start(damaged::add);
    scrub.close();
    closed.countDown();
    looking.join();

    assertThat(damaged).isEmpty();
    assertThat(looking.isDaemon()).isTrue();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
