package network.clawnet.core.relay;

/**
 * What the relay has done since it began.
 *
 * @param published own events told to others, repetitions included
 * @param accepted events of peers that were new and good
 * @param refused events of peers that were bad, stale or did not fit the state
 * @param limited events of peers that were over the peer's rate
 * @param pulled events that another validator had and this node lacked
 */
public record RelayCounts(long published, long accepted, long refused, long limited, long pulled) {
  static final RelayCounts NONE = new RelayCounts(0, 0, 0, 0, 0);

  RelayCounts plusPublished(long more) {
    return new RelayCounts(published + more, accepted, refused, limited, pulled);
  }

  RelayCounts plusJudged(long good, long bad) {
    return new RelayCounts(published, accepted + good, refused + bad, limited, pulled);
  }

  RelayCounts plusLimited(long more) {
    return new RelayCounts(published, accepted, refused, limited + more, pulled);
  }

  RelayCounts plusPulled(long more) {
    return new RelayCounts(published, accepted, refused, limited, pulled + more);
  }
}
