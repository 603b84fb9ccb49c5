package network.clawnet.core.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import network.clawnet.core.testing.net.MemoryNetwork;
import network.clawnet.core.testing.net.NetLane;
import org.junit.jupiter.api.Test;

class LaneTest {
  private final MemoryNetwork net = new MemoryNetwork(1);
  private final NetLane thread = new NetLane(net);
  private final List<Throwable> faults = new CopyOnWriteArrayList<>();
  private final List<String> done = new ArrayList<>();
  private final Lane lane = new Lane(thread, faults::add);

  @Test
  void runsTasksInOrderNowAndLater() {
    lane.after(100, () -> done.add("later"));
    lane.execute(() -> done.add("first"));
    lane.execute(() -> done.add("second"));

    net.run(Duration.ofMillis(99));
    assertThat(done).containsExactly("first", "second");
    net.run(Duration.ofMillis(1));

    assertThat(done).endsWith("later");
  }

  @Test
  void repeatsATaskUntilItIsCancelled() {
    ScheduledFuture<?> tick = lane.every(10, () -> done.add("tick"));
    net.run(Duration.ofMillis(25));
    assertThat(done).hasSize(2);

    tick.cancel(false);
    net.run(Duration.ofMillis(25));

    assertThat(done).hasSize(2);
  }

  @Test
  void tellsOfATaskThatFailsAndLetsTheThreadKnow() {
    IllegalStateException bug = new IllegalStateException("bug");
    ScheduledExecutorService direct = Executors.newSingleThreadScheduledExecutor();
    Lane failing = new Lane(direct, faults::add);

    ScheduledFuture<?> tick =
        failing.every(
            1,
            () -> {
              throw bug;
            });

    assertThatThrownBy(tick::get).hasCause(bug);
    assertThat(faults).containsExactly(bug);
    direct.shutdownNow();
  }

  @Test
  void forgetsTasksOnceTheThreadHasEnded() {
    thread.shutdown();

    lane.execute(() -> done.add("too late"));
    lane.after(1, () -> done.add("too late"));
    net.run(Duration.ofMillis(5));

    assertThat(done).isEmpty();
    assertThat(faults).isEmpty();
  }
}
