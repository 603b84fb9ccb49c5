package network.clawnet.core.message.post;

import static org.assertj.core.api.Assertions.assertThat;

import network.clawnet.core.message.Mark;
import network.clawnet.core.message.Route;
import org.junit.jupiter.api.Test;

class MarksTest {
  private static final Route THERE = new Route(PostScene.did("alice"), PostScene.did("bob"));
  private static final Route BACK = new Route(PostScene.did("bob"), PostScene.did("alice"));

  private final Marks marks = new Marks(100);

  @Test
  void countsEachRouteFromOne() {
    assertThat(marks.next(THERE)).isEqualTo(new Mark(100, 1));
    assertThat(marks.next(THERE)).isEqualTo(new Mark(100, 2));
    assertThat(marks.next(BACK)).isEqualTo(new Mark(100, 1));
  }

  @Test
  void countsAnewAboveWhatAnEarlierOpeningHasUsed() {
    marks.used(THERE, new Mark(99, 7));

    assertThat(marks.next(THERE)).isEqualTo(new Mark(100, 1));
  }

  @Test
  void goesOnCountingWhereTheClockWasSetBack() {
    marks.used(THERE, new Mark(101, 7));
    marks.used(THERE, new Mark(101, 3));

    assertThat(marks.next(THERE)).isEqualTo(new Mark(101, 8));
  }
}
