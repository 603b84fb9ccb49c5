package network.clawnet.daemon.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;

final class RollingDayTest {
  private static final long DAY = RollingDay.DAY_MILLIS;
  private static final long NOW = 1_800_000_000_000L;

  private final RollingDay day = new RollingDay();

  @Test
  void anAmountLeavesAfterExactlyADay() {
    day.count(NOW, 7);

    assertThat(day.expire(NOW + DAY - 1)).isEmpty();
    assertThat(day.used()).isEqualTo(7);
    assertThat(day.expire(NOW + DAY)).containsExactly(NOW / 1_000);
    assertThat(day.used()).isZero();
    assertThat(day.isEmpty()).isTrue();
  }

  @Test
  void aSecondsAmountsLeaveTogetherAndNeverEarly() {
    day.count(NOW, 7);
    day.count(NOW + 999, 5);
    day.count(NOW + 1_000, 1);

    day.expire(NOW + DAY + 998);
    assertThat(day.used()).isEqualTo(13);
    day.expire(NOW + DAY + 999);
    assertThat(day.used()).isEqualTo(1);
  }

  @Test
  void tellsWhenEnoughWillBeFree() {
    day.count(NOW, 30);
    day.count(NOW + 5_000, 40);
    day.count(NOW + 9_000, 30);

    assertThat(day.freeAt(30, 100)).isEqualTo(NOW + DAY);
    assertThat(day.freeAt(31, 100)).isEqualTo(NOW + DAY + 5_000);
    assertThat(day.freeAt(70, 100)).isEqualTo(NOW + DAY + 5_000);
    assertThat(day.freeAt(71, 100)).isEqualTo(NOW + DAY + 9_000);
  }

  @Test
  void undoRestoresEvenAfterTheWindowHasMoved() {
    RollingDay.Step first = day.count(NOW, 30);
    RollingDay.Step second = day.count(NOW + 5_000, 40);
    day.expire(NOW + DAY);
    day.undo(first, 30);
    assertThat(day.used()).isEqualTo(40);
    day.undo(second, 40);

    assertThat(day.used()).isZero();
    assertThat(day.isEmpty()).isTrue();
  }

  @Test
  void aClockThatIsSetBackFreesNothing() {
    day.count(NOW, 30);
    day.expire(NOW - 10 * DAY);
    day.count(NOW - 10 * DAY, 5);

    assertThat(day.used()).isEqualTo(35);
    day.expire(NOW - 9 * DAY);
    assertThat(day.used()).isEqualTo(30);
  }

  @Test
  void agreesWithAListOfEveryAmount() {
    Seeds.forAll(
        50,
        random -> {
          RollingDay window = new RollingDay();
          Deque<long[]> all = new ArrayDeque<>();
          long now = NOW;
          for (int i = 0; i < 200; i++) {
            now += 1_000L * (1 + random.nextInt(2_000));
            long amount = random.nextInt(1_000);
            window.expire(now);
            RollingDay.Step step = window.count(now, amount);
            if (random.nextInt(4) == 0) {
              window.undo(step, amount);
            } else {
              all.add(new long[] {now, amount});
            }
            long limit = now - DAY;
            List<long[]> left = new ArrayList<>(all);
            left.removeIf(it -> it[0] <= limit);
            assertThat(window.used()).isEqualTo(left.stream().mapToLong(it -> it[1]).sum());
          }
        });
  }
}
