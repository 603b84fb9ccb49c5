package network.clawnet.p2p.dial;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * Dials peers: few attempts at once, the addresses of one peer one after the other with a small
 * head start for each, the rest cancelled when one succeeds. A step function: every call returns
 * what to do; time only moves by the calls. Not thread-safe; its owner calls.
 *
 * @param <K> what a dial is about: equal keys share one dial
 */
public final class DialScheduler<K> {
  /** Attempts under way at once. */
  public static final int MAX_ATTEMPTS = 64;

  /** Dials that are known at once, waiting ones included. */
  public static final int MAX_DIALS = 512;

  /** Addresses tried in one dial. */
  public static final int MAX_ADDRESSES = 16;

  /** Time for one attempt, handshake included, in milliseconds. */
  public static final long ATTEMPT_MILLIS = 15_000;

  /** Time for one dial from its first attempt on, in milliseconds. */
  public static final long DIAL_MILLIS = 60_000;

  private final BackOff backOff = new BackOff();
  private final Map<K, Dial> dials = new LinkedHashMap<>();
  private final Map<Long, Attempt> attempts = new LinkedHashMap<>();
  private long attemptNumber;

  private final class Dial {
    final K key;
    final Deque<DialOrder.Turn> turns;
    final Map<Long, Attempt> running = new HashMap<>();
    long startedMillis = Long.MIN_VALUE;
    long skippedMillis;

    Dial(K key, List<Multiaddr> addresses) {
      this.key = key;
      this.turns = new ArrayDeque<>(DialOrder.of(addresses));
    }

    boolean isStarted() {
      return startedMillis != Long.MIN_VALUE;
    }

    /** When the next address may start; a failure before brings it forward. */
    long nextMillis() {
      return isStarted()
          ? startedMillis + turns.getFirst().delayMillis() - skippedMillis
          : Long.MIN_VALUE;
    }

    void bringForward(long now) {
      if (!turns.isEmpty() && isStarted()) {
        skippedMillis += Math.max(0, nextMillis() - now);
      }
    }
  }

  private final class Attempt {
    final Dial dial;
    final Multiaddr address;
    final long untilMillis;

    Attempt(Dial dial, Multiaddr address, long untilMillis) {
      this.dial = dial;
      this.address = address;
      this.untilMillis = untilMillis;
    }
  }

  /**
   * Begins a dial, unless there is one of the same key.
   *
   * @param addresses where to try; those beyond {@link #MAX_ADDRESSES} are left out
   * @param insist whether to try addresses that failed a moment ago too
   */
  public List<DialEffect<K>> want(
      long nowMillis, K key, List<Multiaddr> addresses, boolean insist) {
    if (dials.containsKey(key)) {
      return List.of();
    }
    if (addresses.isEmpty()) {
      return List.of(new DialEffect.Failed<>(key, DialEffect.Cause.NO_ADDRESS));
    }
    List<Multiaddr> usable =
        addresses.stream()
            .filter(address -> insist || !backOff.holds(nowMillis, address))
            .limit(MAX_ADDRESSES)
            .toList();
    if (usable.isEmpty()) {
      return List.of(new DialEffect.Failed<>(key, DialEffect.Cause.BACK_OFF));
    }
    if (dials.size() >= MAX_DIALS) {
      return List.of(new DialEffect.Failed<>(key, DialEffect.Cause.OVERLOADED));
    }
    dials.put(key, new Dial(key, usable));
    return tick(nowMillis);
  }

  /** Takes the news that an attempt has a connection: the dial is over, its other attempts too. */
  public List<DialEffect<K>> succeeded(long nowMillis, long attempt) {
    Attempt done = attempts.remove(attempt);
    if (done == null) {
      return List.of();
    }
    backOff.succeeded(done.address);
    done.dial.running.remove(attempt);
    List<DialEffect<K>> out = new ArrayList<>();
    end(done.dial, out);
    out.addAll(tick(nowMillis));
    return out;
  }

  /** Takes the news that an attempt has failed; the next address has its turn at once. */
  public List<DialEffect<K>> failed(long nowMillis, long attempt) {
    Attempt done = attempts.remove(attempt);
    if (done == null) {
      return List.of();
    }
    fail(nowMillis, attempt, done);
    return tick(nowMillis);
  }

  /** Ends a dial that nobody wants any more, or that has become needless. */
  public List<DialEffect<K>> stop(long nowMillis, K key) {
    Dial dial = dials.get(key);
    if (dial == null) {
      return List.of();
    }
    List<DialEffect<K>> out = new ArrayList<>();
    end(dial, out);
    out.addAll(tick(nowMillis));
    return out;
  }

  /** Does what time has made due; to be called at {@link #wakeMillis()}, or more often. */
  public List<DialEffect<K>> tick(long nowMillis) {
    List<DialEffect<K>> out = new ArrayList<>();
    expire(nowMillis, out);
    for (Dial dial : List.copyOf(dials.values())) {
      while (!dial.turns.isEmpty()
          && attempts.size() < MAX_ATTEMPTS
          && dial.nextMillis() <= nowMillis) {
        start(nowMillis, dial, out);
      }
      if (dial.turns.isEmpty() && dial.running.isEmpty()) {
        dials.remove(dial.key);
        out.add(new DialEffect.Failed<>(dial.key, DialEffect.Cause.UNREACHABLE));
      }
    }
    return out;
  }

  private void expire(long now, List<DialEffect<K>> out) {
    for (Map.Entry<Long, Attempt> entry : List.copyOf(attempts.entrySet())) {
      Attempt attempt = entry.getValue();
      if (attempt.untilMillis <= now && attempts.remove(entry.getKey()) != null) {
        out.add(new DialEffect.Cancel<>(entry.getKey()));
        fail(now, entry.getKey(), attempt);
      }
    }
    for (Dial dial : List.copyOf(dials.values())) {
      if (dial.isStarted() && dial.startedMillis + DIAL_MILLIS <= now) {
        end(dial, out);
        out.add(new DialEffect.Failed<>(dial.key, DialEffect.Cause.TIMEOUT));
      }
    }
  }

  private void start(long now, Dial dial, List<DialEffect<K>> out) {
    if (!dial.isStarted()) {
      dial.startedMillis = now;
    }
    long number = ++attemptNumber;
    Attempt attempt = new Attempt(dial, dial.turns.removeFirst().address(), now + ATTEMPT_MILLIS);
    attempts.put(number, attempt);
    dial.running.put(number, attempt);
    out.add(new DialEffect.Start<>(number, dial.key, attempt.address));
  }

  private void fail(long now, long number, Attempt attempt) {
    backOff.failed(now, attempt.address);
    attempt.dial.running.remove(number);
    attempt.dial.bringForward(now);
  }

  private void end(Dial dial, List<DialEffect<K>> out) {
    dials.remove(dial.key);
    for (Long number : dial.running.keySet()) {
      attempts.remove(number);
      out.add(new DialEffect.Cancel<>(number));
    }
    dial.running.clear();
    dial.turns.clear();
  }

  /**
   * Returns when {@link #tick} has something to do at the latest; empty if nothing is under way.
   */
  public OptionalLong wakeMillis() {
    long wake = Long.MAX_VALUE;
    for (Attempt attempt : attempts.values()) {
      wake = Math.min(wake, attempt.untilMillis);
    }
    boolean room = attempts.size() < MAX_ATTEMPTS;
    for (Dial dial : dials.values()) {
      if (dial.isStarted()) {
        wake = Math.min(wake, dial.startedMillis + DIAL_MILLIS);
      }
      if (room && !dial.turns.isEmpty()) {
        wake = Math.min(wake, dial.nextMillis());
      }
    }
    return wake == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(wake);
  }

  /** Returns whether a dial of the key is under way. */
  public boolean contains(K key) {
    return dials.containsKey(key);
  }
}
