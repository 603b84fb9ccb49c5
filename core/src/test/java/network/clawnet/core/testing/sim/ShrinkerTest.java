package network.clawnet.core.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A failing schedule is made small enough to read. */
class ShrinkerTest {
  @Test
  void shrinksAScheduleThatASeededBugBreaksAndReplaysIt() {
    Shrinker.Failure whole = fail(Bug.FORGET_CERTIFICATES, Cuts.NONE);
    Shrinker shrinker =
        new Shrinker(Bug.FORGET_CERTIFICATES.seed, Bug.FORGET_CERTIFICATES, Cuts.NONE, whole);

    String report = Schedule.shrunk(shrinker);

    World small = shrinker.failure().world();
    assertThat(small.steps()).isLessThan(whole.world().steps() / 2);
    assertThat(shrinker.cuts().left(Cuts.Series.EVENTS, small.eventCount()).cardinality())
        .isLessThan(whole.world().eventCount() / 2);
    Shrinker.Failure again = fail(Bug.FORGET_CERTIFICATES, Cuts.parse(shrinker.cuts().toString()));
    assertThat(again.cause().getMessage()).isEqualTo(shrinker.failure().cause().getMessage());
    assertThat(again.world().steps()).isEqualTo(small.steps());
    assertThat(report)
        .contains("--seed " + Bug.FORGET_CERTIFICATES.seed + " --cut " + shrinker.cuts())
        .contains("shrunk in ");
  }

  @Test
  void writesAndReadsCuts() {
    String text = "real_ledger,loss,until=812,faults=3,events=0-40.52.60-61";

    assertThat(Cuts.parse(text)).hasToString(text);
    assertThat(Cuts.parse("")).hasToString("");
  }

  private static Shrinker.Failure fail(Bug bug, Cuts cuts) {
    World world = new World(new Plan(bug.seed, cuts), bug, CrashPoint.none());
    try {
      world.run();
    } catch (Violation | RuntimeException failure) {
      return new Shrinker.Failure(world, failure);
    }
    throw new AssertionError("the schedule does not fail");
  }
}
