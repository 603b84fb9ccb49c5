package network.clawnet.p2p.mux;

import java.util.OptionalLong;

/**
 * When to ping and when to give up. Any byte from the peer is a sign of life, since an answer may
 * wait behind much else; one ping is under way at a time.
 */
final class Keepalive {
  private static final long MAX_VALUE = 0xffff_ffffL;

  /** Pings at the start of a session, each after the answer to the one before. */
  static final int FIRST_PINGS = 3;

  /**
   * The round trip is the shortest of so many: a late answer tells of load, and windows that grow
   * by it make the load worse.
   */
  static final int SAMPLES = 8;

  private final long everyMicros;
  private final long silenceMicros;
  private long value;
  private boolean waiting;
  private long pingedAt;
  private long heardAt;
  private long nextAt;
  private final long[] samples = new long[SAMPLES];
  private int answers;

  Keepalive(long everyMicros, long silenceMicros, long nowMicros) {
    this.everyMicros = everyMicros;
    this.silenceMicros = silenceMicros;
    heardAt = nowMicros;
    nextAt = nowMicros; // the first ping goes out at once and measures the round trip
  }

  void heard(long nowMicros) {
    heardAt = nowMicros;
  }

  /** Returns the value to ping with, if it is time. */
  OptionalLong due(long nowMicros) {
    if (waiting || nowMicros < nextAt) {
      return OptionalLong.empty();
    }
    waiting = true;
    pingedAt = nowMicros;
    nextAt = nowMicros + everyMicros;
    value = (value + 1) & MAX_VALUE;
    return OptionalLong.of(value);
  }

  /** Returns the round trip as now known, at least 1; empty if nobody asked. */
  OptionalLong pong(long answer, long nowMicros) {
    if (!waiting || answer != value) {
      return OptionalLong.empty();
    }
    waiting = false;
    samples[answers % SAMPLES] = Math.max(1, nowMicros - pingedAt);
    answers++;
    if (answers < FIRST_PINGS) {
      nextAt = nowMicros;
    }
    return OptionalLong.of(rttMicros());
  }

  boolean isSilent(long nowMicros) {
    return waiting && nowMicros - Math.max(pingedAt, heardAt) >= silenceMicros;
  }

  /** Returns when {@link #due} or {@link #isSilent} may change. */
  long nextAt() {
    return waiting ? Math.max(pingedAt, heardAt) + silenceMicros : nextAt;
  }

  /** Returns the shortest of the last round trips, 0 if there was none. */
  long rttMicros() {
    long shortest = samples[0];
    for (int i = 1; i < Math.min(answers, SAMPLES); i++) {
      shortest = Math.min(shortest, samples[i]);
    }
    return shortest;
  }
}
