package network.clawnet.core.testing.sim;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What is taken out of a seed's schedule, to see whether it still fails. Has a text form, {@code
 * loss,liars,until=812,faults=3,events=0-40.52}, which replays the schedule together with its seed.
 */
final class Cuts {
  static final Cuts NONE =
      new Cuts(EnumSet.noneOf(Part.class), new BitSet(), new BitSet(), Long.MAX_VALUE);

  /** A part of a plan that can be left out whole. */
  enum Part {
    REAL_LEDGER,
    REAL_KEYS,
    THREE_NODES,
    SPARE_NODE,
    LIARS,
    SECOND_LIAR,
    WEIGHTS,
    EPOCHS,
    STAKES,
    HEARTBEAT,
    PARTITIONS,
    LOSS,
    DUPLICATES,
    JITTER,
    SLOW_NODE,
    CRASHES,
    POWER_CUTS,
    FLIPS,
    WIPES,
    PAUSES,
    CLOCK_OFFSET,
    CLOCK_DRIFT,
    CODEC,
    SYNC_TIME,
    EXECUTION_TIME
  }

  /** Things that happen one after the other and are numbered from 0. */
  enum Series {
    FAULTS,
    EVENTS
  }

  private final Set<Part> parts;
  private final BitSet faults;
  private final BitSet events;
  private final long untilMs;

  private Cuts(Set<Part> parts, BitSet faults, BitSet events, long untilMs) {
    this.parts = parts;
    this.faults = faults;
    this.events = events;
    this.untilMs = untilMs;
  }

  boolean cuts(Part part) {
    return parts.contains(part);
  }

  boolean cuts(Series series, int number) {
    return of(series).get(number);
  }

  /** Returns when the safety phase ends at the latest. */
  long untilMs() {
    return untilMs;
  }

  Cuts with(Part part) {
    EnumSet<Part> more = EnumSet.of(part);
    more.addAll(parts);
    return new Cuts(more, faults, events, untilMs);
  }

  Cuts with(Series series, BitSet numbers) {
    BitSet more = (BitSet) of(series).clone();
    more.or(numbers);
    return series == Series.FAULTS
        ? new Cuts(parts, more, events, untilMs)
        : new Cuts(parts, faults, more, untilMs);
  }

  Cuts withUntil(long ms) {
    return new Cuts(parts, faults, events, ms);
  }

  /** Returns the numbers below a count that are left. */
  BitSet left(Series series, int count) {
    BitSet left = new BitSet();
    left.set(0, count);
    left.andNot(of(series));
    return left;
  }

  private BitSet of(Series series) {
    return series == Series.FAULTS ? faults : events;
  }

  static Cuts parse(String text) {
    Cuts cuts = NONE;
    for (String item : text.split(",", -1)) {
      String value = item.substring(item.indexOf('=') + 1);
      if (item.startsWith("until=")) {
        cuts = cuts.withUntil(Long.parseLong(value));
      } else if (item.startsWith("faults=")) {
        cuts = cuts.with(Series.FAULTS, numbers(value));
      } else if (item.startsWith("events=")) {
        cuts = cuts.with(Series.EVENTS, numbers(value));
      } else if (!item.isEmpty()) {
        cuts = cuts.with(Part.valueOf(item.toUpperCase(Locale.ROOT)));
      }
    }
    return cuts;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      out.append(',').append(part.name().toLowerCase(Locale.ROOT));
    }
    out.append(untilMs == Long.MAX_VALUE ? "" : ",until=" + untilMs);
    out.append(faults.isEmpty() ? "" : ",faults=" + ranges(faults));
    out.append(events.isEmpty() ? "" : ",events=" + ranges(events));
    return out.isEmpty() ? "" : out.substring(1);
  }

  private static BitSet numbers(String ranges) {
    BitSet numbers = new BitSet();
    for (String range : ranges.split("\\.", -1)) {
      int dash = range.indexOf('-');
      int from = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int to = Integer.parseInt(range.substring(dash + 1));
      numbers.set(from, to + 1);
    }
    return numbers;
  }

  private static String ranges(BitSet numbers) {
    StringBuilder out = new StringBuilder();
    for (int from = numbers.nextSetBit(0); from >= 0; ) {
      int end = numbers.nextClearBit(from);
      out.append('.').append(from);
      out.append(end - from > 1 ? "-" + (end - 1) : "");
      from = numbers.nextSetBit(end);
    }
    return out.substring(1);
  }
}
