package network.clawnet.p2p.gossip.router;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** How often what happened. Written by the owner of the router, read from any thread. */
public final class Tallies {
  /** What is counted: deeds, and reasons for not doing them. */
  public enum Tally {
    MESSAGES_RECEIVED,
    MESSAGES_ACCEPTED,
    MESSAGES_PUBLISHED,
    MESSAGES_SENT,
    DUPLICATES,
    RPC_OF_STRANGER,
    RPC_OF_GRAYLISTED,
    ENTRIES_OVER_LIMIT,
    TOPIC_NOT_JOINED,
    CONTENT_TOO_LARGE,
    UNFIT_FOR_POLICY,
    OWN_MESSAGE,
    REJECTED,
    IGNORED,
    FORGED,
    QUEUE_FULL,
    QUEUE_FULL_FOR_PEER,
    TOPICS_OVER_LIMIT,
    GRAFT_ACCEPTED,
    GRAFT_IN_BACKOFF,
    GRAFT_TOO_EARLY,
    GRAFT_OF_BAD_PEER,
    GRAFT_OF_DIRECT_PEER,
    GRAFT_INTO_FULL_MESH,
    PRUNE_RECEIVED,
    EXCHANGE_NOT_TRUSTED,
    IHAVE_OF_BAD_PEER,
    IHAVE_OVER_LIMIT,
    IWANT_SENT,
    IWANT_OF_BAD_PEER,
    IWANT_OVER_LIMIT,
    IWANT_ANSWERED,
    IWANT_UNKNOWN,
    IDONTWANT_SENT,
    IDONTWANT_OVER_LIMIT,
    SPARED_BY_IDONTWANT,
    PROMISES_BROKEN
  }

  private final Map<Tally, AtomicLong> counts = new EnumMap<>(Tally.class);

  Tallies() {
    for (Tally tally : Tally.values()) {
      counts.put(tally, new AtomicLong());
    }
  }

  void count(Tally tally) {
    count(tally, 1);
  }

  void count(Tally tally, long times) {
    AtomicLong count = counter(tally);
    count.lazySet(count.get() + times); // one writer
  }

  public long of(Tally tally) {
    return counter(tally).get();
  }

  private AtomicLong counter(Tally tally) {
    return Objects.requireNonNull(counts.get(tally));
  }

  /** Returns all counts that are not zero. */
  public Map<Tally, Long> snapshot() {
    Map<Tally, Long> all = new EnumMap<>(Tally.class);
    for (Tally tally : Tally.values()) {
      if (of(tally) > 0) {
        all.put(tally, of(tally));
      }
    }
    return all;
  }
}
