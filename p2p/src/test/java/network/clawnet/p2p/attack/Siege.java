package network.clawnet.p2p.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import network.clawnet.p2p.testing.Awaiting;
import org.jspecify.annotations.Nullable;

/**
 * Runs an attack as fast as one thread can, and measures the honest traffic in the same run before
 * and meanwhile. The machine may be busy with other things, which can slow down any one
 * measurement: the attack stops and goes on for up to {@link #ROUNDS} rounds until one of them was
 * good.
 */
final class Siege implements AutoCloseable {
  /** How much slower honest traffic may be at most. */
  static final double MAX_RATIO = 2;

  /** Under this an honest median is fine whatever it was before, in microseconds. */
  static final long FLOOR_MICROS = 1_000;

  /** Growth of the heap that an attack may cause, its own objects included, in bytes. */
  static final long MAX_HEAP_GROWTH = 24L << 20;

  /** The same for buffers of the network. */
  static final long MAX_DIRECT_GROWTH = 64L << 20;

  private static final int ROUNDS = 5;
  private static final Path TABLE = Path.of("target", "attacks.md");

  /** One blow; blocks at most for seconds, and throws only if the attack itself is wrong. */
  @FunctionalInterface
  interface Blow {
    void strike() throws IOException;
  }

  private final Blow blow;
  private final Thread attacker = new Thread(this::attack, "attacker");
  private final Semaphore mayStrike = new Semaphore(0);
  private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
  private volatile boolean striking;
  private volatile boolean over;
  private final AtomicLong blows = new AtomicLong();

  private Siege(Blow blow) {
    this.blow = blow;
    attacker.setDaemon(true);
    attacker.start();
  }

  private void attack() {
    try {
      while (true) {
        mayStrike.acquire();
        while (striking && !over) {
          blow.strike();
          blows.incrementAndGet();
        }
        if (over) {
          return;
        }
      }
    } catch (InterruptedException e) {
      return;
    } catch (IOException | RuntimeException | AssertionError e) {
      fault.set(e);
    }
  }

  /**
   * Attacks, and asserts that the honest notice nothing and that memory stays bounded; prints and
   * keeps the figures.
   *
   * @param name of the attack, for the table
   * @param cutOff what ends it, for the table
   * @return the number of blows
   */
  static long run(Scene scene, String name, String cutOff, Blow blow) {
    Pulse pulse = new Pulse(scene);
    pulse.measure(); // compiled code is what is compared
    Memory before = Memory.now();
    Siege siege = new Siege(blow);
    try (siege) {
      Round round = siege.besiege(pulse);
      Memory grown = Memory.now().minus(before);
      report(name, cutOff, siege.blows.get(), grown, round);
      assertThat(round.isGood()).as("%s: %s", name, round).isTrue();
      assertThat(grown.heapBytes()).as("heap").isLessThan(MAX_HEAP_GROWTH);
      assertThat(grown.directBytes()).as("direct").isLessThan(MAX_DIRECT_GROWTH);
    }
    assertThat(scene.victim.host().link(scene.left.host().self())).isPresent();
    assertThat(scene.victim.host().link(scene.right.host().self())).isPresent();
    return siege.blows.get();
  }

  /** Honest medians before and under attack. */
  private record Round(Pulse.Medians calm, Pulse.Medians under) {
    boolean isGood() {
      return isGood(calm.echo(), under.echo()) && isGood(calm.gossip(), under.gossip());
    }

    private static boolean isGood(long calm, long under) {
      return under <= MAX_RATIO * calm || under <= FLOOR_MICROS;
    }
  }

  private Round besiege(Pulse pulse) {
    Round round = round(pulse);
    for (int i = 1; i < ROUNDS && !round.isGood(); i++) {
      round = round(pulse);
    }
    return round;
  }

  private Round round(Pulse pulse) {
    Pulse.Medians calm = pulse.measure();
    long first = blows.get();
    striking = true;
    mayStrike.release();
    Awaiting.until("a blow", () -> blows.get() > first || fault.get() != null);
    Pulse.Medians under = pulse.measure();
    striking = false;
    Throwable wrong = fault.get();
    if (wrong != null) {
      throw new AssertionError("the attack failed", wrong);
    }
    return new Round(calm, under);
  }

  private static void report(String name, String cutOff, long blows, Memory grown, Round round) {
    String row =
        String.format(
            Locale.ROOT,
            "| %s | %s | %d | %+d | %+d | %d → %d (%.1f) | %d → %d (%.1f) |%n",
            name,
            cutOff,
            blows,
            grown.heapBytes() >> 10,
            grown.directBytes() >> 10,
            round.calm().echo(),
            round.under().echo(),
            (double) round.under().echo() / round.calm().echo(),
            round.calm().gossip(),
            round.under().gossip(),
            (double) round.under().gossip() / round.calm().gossip());
    System.out.print("ATTACK " + row);
    try {
      Files.writeString(TABLE, row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    over = true;
    mayStrike.release();
    attacker.interrupt();
    try {
      attacker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
