package network.clawnet.core.relay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.clawnet.core.identity.Did;
import network.clawnet.core.identity.PeerId;

/**
 * Events of peers that wait for another one of the same issuer: gossip keeps no order. Pure; one
 * owner thread.
 */
final class Gaps {
  /** Events that wait at most. */
  static final int MAX_EVENTS = 4_096;

  /** Bytes that wait at most. */
  static final int MAX_BYTES = 4 * 1024 * 1024;

  /** Events of one issuer. */
  static final int MAX_PER_ISSUER = 1_024;

  /** How long one waits. */
  static final long MAX_NANOS = 60_000_000_000L;

  private static final int PEER_SHARE = 5;

  /** What a place is for. */
  record Place(Did issuer, long nonce) {}

  /** An event that waits. */
  record Gap(Place place, byte[] event, PeerId from, long until) {}

  private final Map<Place, Gap> waiting = new LinkedHashMap<>();
  private final Map<Did, Integer> perIssuer = new LinkedHashMap<>();
  private final Map<PeerId, Integer> perPeer = new LinkedHashMap<>();
  private int bytes;

  /** Keeps an event; false if there is no room, or another event has the place. */
  boolean keep(Place place, byte[] event, PeerId from, long nowNanos) {
    boolean full =
        waiting.size() >= MAX_EVENTS
            || bytes + event.length > MAX_BYTES
            || perIssuer.getOrDefault(place.issuer(), 0) >= MAX_PER_ISSUER
            || perPeer.getOrDefault(from, 0) >= MAX_EVENTS / PEER_SHARE;
    Gap gap = new Gap(place, event, from, nowNanos + MAX_NANOS);
    if (full || waiting.putIfAbsent(place, gap) != null) {
      return false;
    }
    bytes += event.length;
    perIssuer.merge(place.issuer(), 1, Integer::sum);
    perPeer.merge(from, 1, Integer::sum);
    return true;
  }

  /**
   * Takes out the events that follow, one after the other, upon one that was admitted or is final;
   * at most as many as fit a batch.
   */
  List<Gap> takeAfter(Did issuer, long nonce) {
    List<Gap> run = new ArrayList<>();
    Gap next = waiting.get(new Place(issuer, nonce + 1));
    while (next != null && run.size() < EventBatch.MAX_EVENTS) {
      run.add(remove(next));
      next = waiting.get(new Place(issuer, next.place().nonce() + 1));
    }
    return run;
  }

  /** Drops what has waited too long, and returns it. */
  List<Gap> expire(long nowNanos) {
    List<Gap> late = new ArrayList<>();
    for (Gap gap : waiting.values()) {
      if (gap.until() > nowNanos) {
        break;
      }
      late.add(gap);
    }
    late.forEach(this::remove);
    return late;
  }

  int size() {
    return waiting.size();
  }

  private Gap remove(Gap gap) {
    waiting.remove(gap.place());
    bytes -= gap.event().length;
    perIssuer.computeIfPresent(gap.place().issuer(), (it, count) -> count == 1 ? null : count - 1);
    perPeer.computeIfPresent(gap.from(), (it, count) -> count == 1 ? null : count - 1);
    return gap;
  }
}
