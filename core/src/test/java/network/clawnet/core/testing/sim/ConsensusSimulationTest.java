package network.clawnet.core.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import network.clawnet.core.crypto.PublicKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Many seeded schedules with faults and liars; {@code bin/simulate} runs more. */
class ConsensusSimulationTest {
  private static final int SCHEDULES = Integer.getInteger("clawnet.schedules", 2000);

  /** A schedule with the real ledger, a double signer and three epochs. */
  private static final long SLASHED = 96;

  private static final long FROM = Long.getLong("clawnet.from", 1);

  @Test
  @DisplayName("M10: the invariants hold in every schedule, I10 with the backoff of M10")
  void invariantsHoldInEverySchedule() {
    Long only = Long.getLong("clawnet.seed");
    if (only != null) {
      Schedule.check(only, Cuts.parse(System.getProperty("clawnet.cut", "")));
      return;
    }
    long events =
        LongStream.range(FROM, FROM + SCHEDULES)
            .parallel()
            .map(seed -> Schedule.check(seed, Cuts.NONE))
            .sum();
    assertThat(events).isGreaterThan(100L * SCHEDULES);
  }

  @Test
  void seedsThatFailedOnceStayGood() throws IOException {
    List<String> lines = corpus();

    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      Schedule.check(Long.parseLong(line), Cuts.NONE);
    }
  }

  /** From evidence to the block that takes the bond, to the epoch that does without the liar. */
  @Test
  @DisplayName("T-A2: who votes twice is slashed and is out of the set two epochs later")
  void aLiarLosesItsBondAndItsSeat() {
    World world = new World(new Plan(SLASHED, Cuts.NONE), Bug.NONE, CrashPoint.none());

    world.run();

    long epoch = world.checks.head().header().epoch();
    List<SimNode> punished =
        world.nodes.stream().filter(it -> world.ledger.isPunished(it.key())).toList();
    assertThat(punished).isNotEmpty().noneMatch(it -> it.honest);
    assertThat(punished)
        .anyMatch(it -> world.ledger.setOf(0).indexOf(it.key()) >= 0)
        .allMatch(it -> world.ledger.setOf(epoch).indexOf(it.key()) < 0);
  }

  /** Registers, stakes, says ready, and then votes, while others crash and lie. */
  @Test
  @DisplayName("T-A8: stake makes the sets that run")
  void aNewcomerGetsASeatByStake() {
    long joined =
        LongStream.iterate(8, seed -> seed + 16)
            .mapToObj(seed -> new Plan(seed, Cuts.NONE))
            .filter(plan -> plan.stakes && plan.nodes > plan.perEpoch)
            .limit(12)
            .filter(ConsensusSimulationTest::seatsTheNewcomer)
            .count();

    assertThat(joined).isPositive();
  }

  private static boolean seatsTheNewcomer(Plan plan) {
    World world = new World(plan, Bug.NONE, CrashPoint.none());
    PublicKey newcomer = world.key(0);
    assertThat(world.ledger.setOf(0).indexOf(newcomer)).isNegative();

    world.run();

    return LongStream.rangeClosed(0, world.checks.head().header().epoch())
        .anyMatch(epoch -> world.ledger.setOf(epoch).indexOf(newcomer) >= 0);
  }

  @Test
  void aSeedGivesOneSchedule() {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(Schedule.run(seed)).isEqualTo(Schedule.run(seed));
    }
  }

  /** Returns the seeds of regression-seeds.txt, one for each line that is no comment. */
  private static List<String> corpus() throws IOException {
    InputStream in = ConsensusSimulationTest.class.getResourceAsStream("/regression-seeds.txt");
    assertThat(in).isNotNull();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }
}
