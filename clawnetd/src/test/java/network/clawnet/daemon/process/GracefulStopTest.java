package network.clawnet.daemon.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class GracefulStopTest {
  @Test
  void closesLastThingsFirstAndOnce() throws Exception {
    List<String> closed = new CopyOnWriteArrayList<>();
    GracefulStop stop = new GracefulStop(Duration.ofSeconds(10));
    stop.onStop("store", () -> closed.add("store"));
    stop.onStop("http", () -> closed.add("http"));

    stop.stop();
    stop.stop();

    assertThat(closed).containsExactly("http", "store");
    stop.awaitRequest();
  }

  @Test
  void closesTheOthersWhenOneFails() {
    List<String> closed = new CopyOnWriteArrayList<>();
    GracefulStop stop = new GracefulStop(Duration.ofSeconds(10));
    stop.onStop("store", () -> closed.add("store"));
    stop.onStop(
        "http",
        () -> {
          throw new IllegalStateException("on purpose");
        });

    stop.stop();

    assertThat(closed).containsExactly("store");
  }

  @Test
  void givesUpWhatNeverEnds() {
    CountDownLatch never = new CountDownLatch(1);
    GracefulStop stop = new GracefulStop(Duration.ofMillis(50));
    stop.onStop("stuck", never::await);

    stop.stop();

    assertThat(never.getCount()).isEqualTo(1);
    never.countDown();
  }
}
