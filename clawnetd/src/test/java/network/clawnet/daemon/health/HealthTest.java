package network.clawnet.daemon.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {
  private final FaultLatch latch = new FaultLatch();

  @Test
  void isReadyWhenNobodyComplains() {
    assertThat(health(Optional.empty()).ready().ok()).isTrue();
    assertThat(health(Optional.empty()).live().ok()).isTrue();
  }

  @Test
  void livesOnWhileItIsNotReady() {
    Health health = health(Optional.of("12 blocks behind"));

    assertThat(health.live().ok()).isTrue();
    assertThat(health.ready()).isEqualTo(new Health.Report(false, "syncing", "12 blocks behind"));
  }

  @Test
  void remembersTheFirstFaultForGood() {
    latch.trip("disk full");
    latch.trip("and then some");

    assertThat(health(Optional.empty()).live())
        .isEqualTo(new Health.Report(false, "failed", "disk full"));
    assertThat(health(Optional.of("behind")).ready().reason()).isEqualTo("disk full");
  }

  private Health health(Optional<String> complaint) {
    return new Health(latch, List.of(new Health.Check("syncing", () -> complaint)));
  }
}
