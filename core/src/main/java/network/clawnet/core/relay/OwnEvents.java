package network.clawnet.core.relay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import network.clawnet.core.crypto.Hash;

/** Own events that are not final yet, and when each is told again. Pure; one owner thread. */
final class OwnEvents {
  /** Time between two tellings, before jitter. */
  static final long AGAIN_NANOS = 30_000_000_000L;

  /** How often an event is told again. */
  static final int MAX_ROUNDS = 20;

  /** Events that are told again; of more, the newest are told once. */
  static final int MAX_EVENTS = 50_000;

  /** Events that one tick tells again. */
  static final int MAX_PER_TICK = 2_048;

  private static final int JITTER_PERCENT = 20;

  private final SplittableRandom random;
  private final Map<Hash, Own> events = new LinkedHashMap<>();

  private static final class Own {
    private final byte[] event;
    private int round;
    private long nextAt;

    Own(byte[] event, long nextAt) {
      this.event = event;
      this.nextAt = nextAt;
    }
  }

  OwnEvents(SplittableRandom random) {
    this.random = random;
  }

  void add(Hash hash, byte[] event, long nowNanos) {
    if (events.size() < MAX_EVENTS) {
      events.putIfAbsent(hash, new Own(event, nowNanos + pause()));
    }
  }

  /** The event is final, or dropped. */
  void remove(Hash hash) {
    events.remove(hash);
  }

  int size() {
    return events.size();
  }

  /** Returns what is to be told again now, by round. */
  Map<Integer, List<byte[]>> due(long nowNanos) {
    TreeMap<Integer, List<byte[]>> out = new TreeMap<>();
    int count = 0;
    for (Own own : events.values()) {
      if (own.nextAt <= nowNanos && own.round < MAX_ROUNDS && count++ < MAX_PER_TICK) {
        own.round++;
        own.nextAt = nowNanos + pause();
        out.computeIfAbsent(own.round, it -> new ArrayList<>()).add(own.event);
      }
    }
    return out;
  }

  private long pause() {
    int percent = 100 - JITTER_PERCENT + random.nextInt(2 * JITTER_PERCENT + 1);
    return AGAIN_NANOS / 100 * percent;
  }
}
