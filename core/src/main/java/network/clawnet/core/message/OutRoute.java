package network.clawnet.core.message;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * What a sender's node does with the messages of one route: it seeks the receiver's node, sends in
 * order, at most {@link #WINDOW} ahead of the receipts, begins again from the last receipt when the
 * stream is lost, and waits longer after each failure. Pure; one owner. Source:
 * docs/protocol/delivery.md, section 4.
 */
public final class OutRoute {
  /** Most messages under way without a receipt. */
  public static final int WINDOW = 64;

  /** Most bytes under way without a receipt; one message may always go. */
  public static final long WINDOW_BYTES = 1L << 20;

  /** Shortest wait after a failure, milliseconds; doubles each time. */
  public static final long FIRST_WAIT_MS = 1_000;

  /** Longest wait after a failure, milliseconds. */
  public static final long LONGEST_WAIT_MS = 60_000;

  /** Where the route stands. */
  public enum Phase {
    /** Nothing is to be sent. */
    IDLE,
    /** The receiver's node is sought and greeted. */
    SEEKING,
    /** Messages may go; the stream stays for more until it has been idle for long. */
    OPEN,
    /** It failed; the next attempt has its time. */
    WAITING
  }

  /** What the shell has to do. */
  public sealed interface Effect {
    /** Find the receiver's node, open a stream and greet it. */
    record Seek() implements Effect {}

    /** Send one message on the stream. */
    record Send(Mark mark) implements Effect {}

    /** The receiver's node has it; nothing is left to do. */
    record Delivered(Mark mark) implements Effect {}

    /** The receiver's node will never take it. */
    record Refused(Mark mark) implements Effect {}

    /** The receiver's node was not reached in time. */
    record Expired(Mark mark) implements Effect {}

    /** Call {@link OutRoute#tick} at a time, epoch milliseconds. */
    record Wake(long at) implements Effect {}
  }

  private record Entry(Mark mark, int bytes) {}

  private final Deque<Entry> unconfirmed = new ArrayDeque<>();
  private Phase phase = Phase.IDLE;
  private Mark sent = Mark.NONE;
  private int flying;
  private long flyingBytes;
  private long retryAt;
  private long wait = FIRST_WAIT_MS;

  public Phase phase() {
    return phase;
  }

  /** Returns how many messages wait for a receipt or for their turn. */
  public int size() {
    return unconfirmed.size();
  }

  /** Adds a message, which is on disk; marks rise. */
  public List<Effect> submit(Mark mark, int bytes) {
    Entry last = unconfirmed.peekLast();
    if (last != null && !last.mark().isBefore(mark)) {
      throw new IllegalArgumentException("marks rise: " + last.mark() + ", " + mark);
    }
    unconfirmed.add(new Entry(mark, bytes));
    return switch (phase) {
      case IDLE -> seek();
      case OPEN -> fill(new ArrayList<>());
      case SEEKING, WAITING -> List.of();
    };
  }

  /** The receiver's node has greeted back. */
  public List<Effect> welcomed(Mark mark) {
    if (phase != Phase.SEEKING) {
      return List.of();
    }
    phase = Phase.OPEN;
    wait = FIRST_WAIT_MS;
    sent = Mark.NONE;
    flying = 0;
    flyingBytes = 0;
    List<Effect> effects = confirm(mark, new ArrayList<>());
    return fill(effects);
  }

  /** The receiver's node has dealt with everything up to a mark. */
  public List<Effect> receipt(Mark mark) {
    if (phase != Phase.OPEN) {
      return List.of();
    }
    return fill(confirm(mark, new ArrayList<>()));
  }

  /** The receiver's node has refused one message; it has dealt with all before. */
  public List<Effect> refused(Mark mark) {
    Entry first = unconfirmed.peekFirst();
    if (phase != Phase.OPEN || first == null || !first.mark().equals(mark)) {
      return List.of();
    }
    List<Effect> effects = new ArrayList<>();
    take(first);
    effects.add(new Effect.Refused(mark));
    return fill(effects);
  }

  /** The attempt or the stream has failed, or the receiver's node asked to wait. */
  public List<Effect> lost(long now) {
    if (phase == Phase.IDLE || phase == Phase.WAITING) {
      return List.of();
    }
    if (unconfirmed.isEmpty()) {
      phase = Phase.IDLE;
      return List.of();
    }
    phase = Phase.WAITING;
    retryAt = now + wait;
    wait = Math.min(LONGEST_WAIT_MS, wait * 2);
    return List.of(new Effect.Wake(retryAt));
  }

  /** Gives up the first message, while nobody is connected. */
  public List<Effect> expire(Mark mark) {
    Entry first = unconfirmed.peekFirst();
    if (phase != Phase.WAITING || first == null || !first.mark().equals(mark)) {
      return List.of();
    }
    unconfirmed.removeFirst();
    if (unconfirmed.isEmpty()) {
      phase = Phase.IDLE;
    }
    return List.of(new Effect.Expired(mark));
  }

  /** Time has passed. */
  public List<Effect> tick(long now) {
    return phase == Phase.WAITING && now >= retryAt ? seek() : List.of();
  }

  /** The receiver's node was heard of: no need to wait longer. */
  public List<Effect> hurry() {
    if (phase != Phase.WAITING) {
      return List.of();
    }
    wait = FIRST_WAIT_MS;
    return seek();
  }

  private List<Effect> seek() {
    phase = Phase.SEEKING;
    return List.of(new Effect.Seek());
  }

  private List<Effect> confirm(Mark mark, List<Effect> effects) {
    Entry first = unconfirmed.peekFirst();
    while (first != null && first.mark().compareTo(mark) <= 0) {
      take(first);
      effects.add(new Effect.Delivered(first.mark()));
      first = unconfirmed.peekFirst();
    }
    return effects;
  }

  private void take(Entry first) {
    unconfirmed.removeFirst();
    if (first.mark().compareTo(sent) <= 0) {
      flying--;
      flyingBytes -= first.bytes();
    }
  }

  private List<Effect> fill(List<Effect> effects) {
    Iterator<Entry> entries = unconfirmed.iterator();
    while (entries.hasNext() && flying < WINDOW) {
      Entry entry = entries.next();
      if (!sent.isBefore(entry.mark())) {
        continue;
      }
      if (flying > 0 && flyingBytes + entry.bytes() > WINDOW_BYTES) {
        break;
      }
      sent = entry.mark();
      flying++;
      flyingBytes += entry.bytes();
      effects.add(new Effect.Send(sent));
    }
    return effects;
  }
}
