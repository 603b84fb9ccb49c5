package network.clawnet.acceptance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import network.clawnet.history.Told;

/** Makes the faults of a run, each with its victim by chance. */
final class ChaosFaults {
  private static final int LOSS_PERMILLE = 300;
  private static final int DELAY_MICROS = 50_000;
  private static final int JITTER_MICROS = 20_000;
  private static final int MOST_STEP_SECONDS = 20;
  private static final Duration RETURNS_WITHIN = Duration.ofSeconds(90);

  private final Island island;
  private final List<ChaosNode> nodes;
  private final Random random;
  private final Parts parts;

  /**
   * What some faults need.
   *
   * @param small the node whose data directory is a small file system
   * @param stepped the node whose clock can be set; empty if there is no libfaketime
   * @param clock file that sets it
   * @param library libfaketime
   * @param wiped told of each node that lost its directory
   */
  record Parts(
      ChaosNode small,
      Optional<ChaosNode> stepped,
      Path clock,
      String library,
      Consumer<Told.Wiped> wiped) {}

  ChaosFaults(Island island, List<ChaosNode> nodes, Random random, Parts parts) {
    this.island = island;
    this.nodes = nodes;
    this.random = random;
    this.parts = parts;
  }

  /** A fault by its two halves. */
  private record Made(ChaosFault.Kind kind, Supplier<String> first, Supplier<String> last)
      implements ChaosFault {
    @Override
    public String begin() {
      return first.get();
    }

    @Override
    public String end() {
      return last.get();
    }
  }

  ChaosFault of(ChaosFault.Kind kind) {
    ChaosNode victim = nodes.get(random.nextInt(nodes.size()));
    return switch (kind) {
      case KILL -> kill(victim);
      case PAUSE -> pause(victim);
      case PARTITION -> partition();
      case LOSS -> loss(victim);
      case DELAY -> delay();
      case WIPE -> wipe(victim);
      case DISK_FULL -> diskFull(parts.small());
      case CLOCK -> clock(parts.stepped().orElseThrow());
    };
  }

  private static void require(boolean happened, String what) {
    if (!happened) {
      throw new AssertionError("the fault did not happen: " + what);
    }
  }

  private ChaosFault kill(ChaosNode victim) {
    String[] before = {""};
    return new Made(
        ChaosFault.Kind.KILL,
        () -> {
          before[0] = victim.process();
          victim.kill();
          require(!victim.isAlive(), "process " + before[0] + " lives");
          return victim.name() + ", process " + before[0];
        },
        () -> {
          victim.launch();
          return "process " + before[0] + " was gone; now " + victim.process();
        });
  }

  private ChaosFault pause(ChaosNode victim) {
    return new Made(
        ChaosFault.Kind.PAUSE,
        () -> {
          island.run("kill -STOP " + victim.process());
          return victim.name();
        },
        () -> {
          String stat = island.run("cut -d' ' -f3 /proc/" + victim.process() + "/stat").strip();
          require(stat.equals("T"), "state " + stat);
          island.run("kill -CONT " + victim.process());
          return "its state was " + stat;
        });
  }

  /** Half of the nodes hear nothing of the other half, and the reverse. */
  private ChaosFault partition() {
    int mask = 1 + random.nextInt((1 << nodes.size()) - 2);
    long[] before = {0};
    return new Made(
        ChaosFault.Kind.PARTITION,
        () -> {
          before[0] = wire(1);
          for (int from = 0; from < nodes.size(); from++) {
            for (int to = 0; to < nodes.size(); to++) {
              if (((mask >> from) & 1) != ((mask >> to) & 1)) {
                tell("set " + from + " " + to + " 1000 0 0");
              }
            }
          }
          return "sides " + Integer.toBinaryString((1 << nodes.size()) | mask).substring(1);
        },
        () -> healed(before[0], 1, " packets lost"));
  }

  /** What one node sends is lost in part; what it is sent is not. */
  private ChaosFault loss(ChaosNode victim) {
    long[] before = {0};
    return new Made(
        ChaosFault.Kind.LOSS,
        () -> {
          before[0] = wire(1);
          tell("set " + victim.number() + " * " + LOSS_PERMILLE + " 0 0");
          return LOSS_PERMILLE + " of 1000 packets of " + victim.name();
        },
        () -> healed(before[0], 1, " packets lost"));
  }

  private ChaosFault delay() {
    long[] before = {0};
    return new Made(
        ChaosFault.Kind.DELAY,
        () -> {
          before[0] = wire(2);
          tell("set * * 0 " + DELAY_MICROS + " " + JITTER_MICROS);
          return "all packets";
        },
        () -> healed(before[0], 2, " packets late"));
  }

  private String healed(long before, int column, String what) {
    long count = wire(column) - before;
    tell("heal");
    require(count > 0, "0" + what);
    return count + what;
  }

  /** Returns a sum over all links: packets passed, lost, late. */
  private long wire(int column) {
    return Long.parseLong(island.tellWire("count * *").split(" ", -1)[column + 1]);
  }

  private void tell(String line) {
    String said = island.tellWire(line);
    require(said.equals("ok"), line + ": " + said);
  }

  private ChaosFault wipe(ChaosNode victim) {
    long[] asked = {0};
    return new Made(
        ChaosFault.Kind.WIPE,
        () -> {
          asked[0] = System.nanoTime();
          victim.kill();
          victim.wipe();
          return victim.name();
        },
        () -> {
          String left = island.run("ls " + victim.data() + " | wc -l").strip();
          require(left.equals("0"), left + " files are left");
          parts.wiped().accept(new Told.Wiped(victim.number(), asked[0], System.nanoTime()));
          victim.launch();
          return "nothing was left in " + victim.data().getFileName();
        });
  }

  private ChaosFault diskFull(ChaosNode victim) {
    String ballast = victim.data().resolve("ballast").toString();
    return new Made(
        ChaosFault.Kind.DISK_FULL,
        () -> {
          victim.mayEnd();
          island.run("dd if=/dev/zero of=" + ballast + " bs=64k 2>&1 | grep -q 'No space'");
          return victim.name();
        },
        () -> {
          String free = island.run("df --output=avail " + victim.data() + " | tail -n 1").strip();
          boolean alive = victim.isAlive();
          island.run("rm -f " + ballast);
          if (alive) {
            victim.kill();
          }
          String said = alive ? "the node lived on" : "the node ended: " + victim.tail(1);
          victim.launch();
          return "free " + free + " KiB; " + said;
        });
  }

  private ChaosFault clock(ChaosNode victim) {
    int step = random.nextInt(2 * MOST_STEP_SECONDS) - MOST_STEP_SECONDS;
    int seconds = step >= 0 ? step + 2 : step - 2;
    return new Made(
        ChaosFault.Kind.CLOCK,
        () -> {
          set(seconds);
          return victim.name() + " by " + seconds + " s";
        },
        () -> {
          String fake =
              "LD_PRELOAD=" + parts.library() + " FAKETIME_TIMESTAMP_FILE=" + parts.clock();
          String command = fake + " FAKETIME_NO_CACHE=1 date +%s; date +%s";
          String[] times = island.run(command).strip().split("\n", -1);
          long differs = Long.parseLong(times[0]) - Long.parseLong(times[1]);
          require(Math.abs(differs - seconds) <= 1, "clocks differ by " + differs + " s");
          String maps = "grep -c libfaketime /proc/" + victim.process() + "/maps";
          String loaded = island.run(maps).strip();
          set(0);
          return "its clock was " + differs + " s off; " + loaded + " mappings of libfaketime";
        });
  }

  private void set(int seconds) {
    String sign = seconds < 0 ? "" : "+";
    String next = parts.clock() + ".next";
    island.run("echo '" + sign + seconds + "' >" + next + " && mv " + next + " " + parts.clock());
  }

  /** Waits until all nodes answer again. */
  void awaitAll() {
    for (ChaosNode node : nodes) {
      Waiting.until(
          RETURNS_WITHIN, node::answers, () -> node.name() + " does not answer\n" + node.tail(30));
    }
  }
}
