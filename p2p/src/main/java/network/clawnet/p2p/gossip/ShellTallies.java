package network.clawnet.p2p.gossip;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** How often the shell around the router did what. Any thread. */
public final class ShellTallies {
  /** What is counted. */
  public enum Tally {
    RPC_RECEIVED,
    RPC_SENT,
    RPC_MALFORMED,
    BYTES_RECEIVED,
    BYTES_SENT,
    CONTROL_DROPPED,
    MESSAGE_DROPPED,
    MESSAGE_TOO_OLD,
    PUBLISH_REFUSED,
    READING_PAUSED,
    STREAM_OPENED,
    STREAM_REFUSED,
    STREAM_LOST,
    STREAM_REPLACED,
    JUDGEMENT_TOO_LATE,
    JUDGEMENT_FAILED,
    INTRODUCTION_DROPPED,
    INTRODUCTION_NOT_NEWS
  }

  private final Map<Tally, LongAdder> counts = new EnumMap<>(Tally.class);

  ShellTallies() {
    for (Tally tally : Tally.values()) {
      counts.put(tally, new LongAdder());
    }
  }

  void count(Tally tally) {
    count(tally, 1);
  }

  void count(Tally tally, long times) {
    counter(tally).add(times);
  }

  public long of(Tally tally) {
    return counter(tally).sum();
  }

  private LongAdder counter(Tally tally) {
    return Objects.requireNonNull(counts.get(tally));
  }
}
