package network.clawnet.core.testing.sim;

import java.util.SplittableRandom;

/** Ends, restarts and stops processes during the safety phase. */
final class Faults {
  private final World world;
  private final Plan plan;
  private final SplittableRandom random;
  private boolean wiped;
  private int happened;

  Faults(World world, SplittableRandom random) {
    this.world = world;
    this.random = random;
    plan = world.plan;
  }

  /** Returns how many faults were thought of. */
  int happened() {
    return happened;
  }

  void start() {
    if (plan.crashes) {
      world.agenda.in(wait(400), this::crash);
    }
    if (plan.pauses) {
      world.agenda.in(wait(400), this::pause);
    }
  }

  private void crash() {
    if (world.isHealed()) {
      return;
    }
    boolean everybody = random.nextInt(12) == 0;
    SimNode chosen = anyNode();
    for (SimNode node : world.nodes) {
      if (everybody || node == chosen) {
        end(node);
      }
    }
    world.agenda.in(wait(400), this::crash);
  }

  private void end(SimNode node) {
    Fault fault = fault(node);
    if (world.plan.cuts.cuts(Cuts.Series.FAULTS, happened++)) {
      return;
    }
    if (fault != Fault.JOURNAL_LOST && random.nextInt(3) == 0) {
      node.crashAfterCommit(fault, wait(300));
    } else {
      node.crash(fault);
      world.agenda.in(wait(300), node::restart);
    }
  }

  private Fault fault(SimNode node) {
    boolean light = plan.weights[node.index] == 1;
    if (plan.wipes && !wiped && light && node.honest && random.nextInt(4) == 0 && node.isUp()) {
      wiped = true;
      return Fault.JOURNAL_LOST;
    }
    if (plan.flips && random.nextInt(3) == 0) {
      return Fault.FLIP;
    }
    if (!plan.powerCuts) {
      return Fault.KILL;
    }
    return switch (random.nextInt(4)) {
      case 0 -> Fault.KILL;
      case 1 -> Fault.POWER_NOTHING;
      case 2 -> Fault.POWER_ALL;
      default -> Fault.POWER_TORN;
    };
  }

  private void pause() {
    if (world.isHealed()) {
      return;
    }
    SimNode node = anyNode();
    long until = world.agenda.now() + wait(500);
    if (!world.plan.cuts.cuts(Cuts.Series.FAULTS, happened++)) {
      node.pauseUntil(until);
    }
    world.agenda.in(wait(600), this::pause);
  }

  private SimNode anyNode() {
    return world.nodes.get(random.nextInt(world.nodes.size()));
  }

  private long wait(int mostMs) {
    return (1 + random.nextInt(mostMs)) * Agenda.MS;
  }
}
