package network.clawnet.daemon.signer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Refused;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

final class KeyThreadsTest {
  private static final int ROOM = 2 + 64;
  private static final Duration SOON = Duration.ofSeconds(30);

  private final AtomicInteger ended = new AtomicInteger();

  @Test
  void refusesWhatNeitherRunsNorMayWait() {
    CountDownLatch go = new CountDownLatch(1);
    List<CompletableFuture<Integer>> taken = new ArrayList<>();
    try (KeyThreads threads = new KeyThreads()) {
      for (int i = 0; i < ROOM; i++) {
        taken.add(threads.run(() -> await(go), ended::incrementAndGet));
      }
      CompletableFuture<Integer> late = threads.run(() -> 1, ended::incrementAndGet);

      assertThat(late)
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .havingCause()
          .asInstanceOf(InstanceOfAssertFactories.type(Refused.class))
          .extracting(Refused::code)
          .isEqualTo(AppCodes.OVERLOADED);
      assertThat(ended).hasValue(1);
      go.countDown();
      taken.forEach(it -> assertThat(it).succeedsWithin(SOON));
    }
    assertThat(ended).hasValue(ROOM + 1);
  }

  @Test
  void aFaultOfTheWorkIsTheAnswerAndItsPassphraseIsClosed() {
    try (KeyThreads threads = new KeyThreads()) {
      CompletableFuture<Integer> broken =
          threads.run(
              () -> {
                throw new IOException("disk");
              },
              ended::incrementAndGet);

      assertThat(broken)
          .failsWithin(SOON)
          .withThrowableThat()
          .havingCause()
          .isInstanceOf(IOException.class);
    }
    assertThat(ended).hasValue(1);
  }

  private static int await(CountDownLatch go) {
    try {
      go.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
