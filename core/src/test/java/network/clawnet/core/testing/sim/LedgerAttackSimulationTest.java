package network.clawnet.core.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import network.clawnet.core.block.Block;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Single attacks on a network without other faults, each with the real ledger and many seeds. */
class LedgerAttackSimulationTest {
  /** More of them: {@code -Dclawnet.rounds=10000}. */
  private static final int ROUNDS = Integer.getInteger("clawnet.rounds", 60);

  private static final int FEW = 12;
  private static final long START_NS = 30 * Agenda.MS;
  private static final long HOUR_MS = 3_600_000;

  private static World calm(long seed, int size, Mischief.Kind... liars) {
    Plan plan = Plan.quiet(seed, size);
    plan.liars.addAll(List.of(liars));
    return new World(plan, Bug.NONE, CrashPoint.none());
  }

  private static void run(World world) {
    try {
      world.run();
    } catch (Violation | RuntimeException failure) {
      throw new AssertionError(Schedule.report(world, failure), failure);
    }
  }

  private static void offer(World world, SimNode node, byte[] event) {
    node.offer(event);
    world.gossip(node.index, event);
  }

  /** Returns the final block that holds an event, or nothing. */
  private static List<Block> blocksWith(World world, byte[] event) {
    return world.checks.chain().stream()
        .filter(block -> block.events().stream().anyMatch(it -> Arrays.equals(it, event)))
        .toList();
  }

  @Test
  @DisplayName("T-A1: of two events with one nonce on both sides of a partition one becomes final")
  void aDoubleSpendFails() {
    LongStream.rangeClosed(1, ROUNDS).parallel().forEach(LedgerAttackSimulationTest::spendTwice);
  }

  private static void spendTwice(long seed) {
    World world = calm(seed, 4);
    SplittableRandom random = new SplittableRandom(seed);
    byte[] one = world.ledger.event(random);
    byte[] two = world.ledger.rival(one);
    int side = 1 + random.nextInt(14);
    world.agenda.at(
        START_NS,
        () -> {
          world.network.part(side);
          offer(world, world.nodes.get(Integer.numberOfTrailingZeros(side)), one);
          offer(world, world.nodes.get(Integer.numberOfTrailingZeros(~side)), two);
        });

    run(world); // the reducers keep the balances

    assertThat(blocksWith(world, one).size() + blocksWith(world, two).size())
        .as("seed %d", seed)
        .isEqualTo(1);
    boolean first = !blocksWith(world, one).isEmpty();
    RealLedger ledger = (RealLedger) world.ledger;
    Hash winner = ledger.hashOf(first ? one : two);
    assertThat(ledger.dropped().get(ledger.hashOf(first ? two : one)))
        .as("seed %d", seed)
        .extracting(reason -> reason.details().get("winner"))
        .isEqualTo(Json.of(winner.hex()));
  }

  @Test
  @DisplayName("T-A12: an event that a third of the leaders censors is in within two turns of all")
  void censorsOnlyDelay() {
    AtomicLong longest = new AtomicLong();
    LongStream.rangeClosed(1, ROUNDS)
        .parallel()
        .map(LedgerAttackSimulationTest::viewsUntilIncluded)
        .forEach(views -> longest.accumulateAndGet(views, Math::max));

    assertThat(longest.get()).as("a censor had its turn").isBetween(2L, 2L * 7);
  }

  /** Other events come first, so that it is everybody's turn when the event comes. */
  private static long viewsUntilIncluded(long seed) {
    Plan plan = Plan.quiet(seed, 7);
    plan.liars.addAll(List.of(Mischief.Kind.CENSOR, Mischief.Kind.CENSOR));
    plan.safetyNs = 12 * START_NS;
    World world = new World(plan, Bug.NONE, CrashPoint.none());
    SplittableRandom random = new SplittableRandom(seed);
    int earlier = (int) (seed % 9);
    for (int i = 1; i <= earlier; i++) {
      byte[] other = world.ledger.event(random);
      world.agenda.at(i * START_NS, () -> offer(world, world.nodes.get(0), other));
    }
    byte[] event = world.ledger.freshEvent();
    AtomicLong offered = new AtomicLong();
    world.agenda.at(
        (earlier + 1) * START_NS,
        () -> {
          SimProcess first = world.nodes.get(0).process;
          offered.set(first == null ? 0 : first.core().status().view());
          offer(world, world.nodes.get(0), event);
        });

    run(world);

    assertThat(blocksWith(world, event)).as("seed %d", seed).hasSize(1);
    return blocksWith(world, event).get(0).header().view() - offered.get() + 1;
  }

  @Test
  @DisplayName("T-A13: a leader that keeps its bodies from most costs no more than its turns")
  void withheldBodiesOnlyDelay() {
    for (long seed = 1; seed <= FEW; seed++) {
      World world = calm(seed, 4, Mischief.Kind.BODY_WITHHOLDER);
      byte[] event = world.ledger.event(new SplittableRandom(seed));
      world.agenda.at(START_NS, () -> offer(world, world.nodes.get(0), event));

      run(world);

      assertThat(blocksWith(world, event)).as("seed %d", seed).hasSize(1);
    }
  }

  @Test
  @DisplayName("T-A15: clocks that differ by up to a second cost nothing")
  void clocksDifferALittle() {
    for (long seed = 1; seed <= FEW; seed++) {
      World world = calm(seed, 4);
      SplittableRandom random = new SplittableRandom(seed);
      world.nodes.forEach(it -> it.setClock(random.nextInt(-1_000, 1_001)));
      byte[] event = world.ledger.event(random);
      world.agenda.at(START_NS, () -> offer(world, world.nodes.get(0), event));

      run(world);

      assertThat(blocksWith(world, event)).as("seed %d", seed).hasSize(1);
    }
  }

  @Test
  @DisplayName("T-A15: a clock that is an hour ahead or behind gives no time to any block")
  void aWrongClockIsOutvoted() {
    for (long seed = 1; seed <= FEW; seed++) {
      for (long offMs : new long[] {HOUR_MS, -HOUR_MS}) {
        World world = calm(seed, 4);
        world.nodes.get(3).setClock(offMs);
        byte[] event = world.ledger.event(new SplittableRandom(seed));
        world.agenda.at(START_NS, () -> offer(world, world.nodes.get(0), event));

        run(world);

        assertThat(blocksWith(world, event)).as("seed %d", seed).hasSize(1);
        assertThat(world.checks.head().header().tsMs())
            .isBetween(ToyLedger.GENESIS_MS, ToyLedger.GENESIS_MS + 60_000);
      }
    }
  }

  @Test
  @DisplayName("A20: a third of the journals lost in one epoch stops the chain, and nobody lies")
  void lostJournalsStopTheChain() {
    World world = calm(1, 4);
    world.agenda.at(
        START_NS,
        () -> {
          for (SimNode node : world.nodes.subList(0, 2)) {
            node.crash(Fault.JOURNAL_LOST);
            node.restart();
          }
        });

    assertThatThrownBy(world::run)
        .isInstanceOf(Violation.class)
        .hasMessageContaining("I10: a fresh event is not final");
  }

  @Test
  @DisplayName("A20: less than a third of the journals lost stops nothing")
  void oneLostJournalStopsNothing() {
    for (long seed = 1; seed <= FEW; seed++) {
      World world = calm(seed, 4);
      byte[] event = world.ledger.event(new SplittableRandom(seed));
      world.agenda.at(
          START_NS,
          () -> {
            SimNode node = world.nodes.get(0);
            node.crash(Fault.JOURNAL_LOST);
            node.restart();
            offer(world, world.nodes.get(1), event);
          });

      run(world);

      assertThat(blocksWith(world, event)).as("seed %d", seed).hasSize(1);
    }
  }

  @Test
  @DisplayName("T-D1: node, slow reducers and a replay of all blocks give one state for each block")
  void everyExecutionGivesOneState() {
    for (long seed = 1; seed <= FEW; seed++) {
      Plan plan = Plan.calm(seed, 4, 15);
      plan.realLedger = true;
      World world = new World(plan, Bug.NONE, CrashPoint.none());

      run(world);

      assertThat(world.checks.height()).as("seed %d", seed).isPositive();
    }
  }
}
