package network.clawnet.p2p.gossip.router;

/** What one peer can make us do or remember. */
final class RouterLimits {
  /** RPCs with IHAVE that are heard from a peer per heartbeat. */
  static final int MAX_HAVE_RPCS = 10;

  /** Ids that a peer is asked for per heartbeat. */
  static final int MAX_ASKED = 5000;

  /** Ids that a peer is told of per topic and heartbeat: what fits into eight RPCs for rust. */
  static final int MAX_TOLD = 2400;

  /** Ids that a peer may ask us for per heartbeat. */
  static final int MAX_WANTED = 5000;

  /** Bytes that a peer is given on demand per heartbeat; one message may exceed them. */
  static final long MAX_GIVEN_BYTES = 8 << 20;

  /** IDONTWANT ids that are heard from a peer per heartbeat, and remembered at any time. */
  static final int MAX_DONT_WANT = 10_000;

  /** Heartbeats that an IDONTWANT is remembered. */
  static final int DONT_WANT_TICKS = 3;

  /** Topics of one peer; further ones are not remembered. */
  static final int MAX_TOPICS_PER_PEER = 1000;

  /** Messages of one peer that wait for their judgement. */
  static final int MAX_PENDING_PER_PEER = 2048;

  /** Messages that wait for their judgement. */
  static final int MAX_PENDING = 16_384;

  /** Bytes that wait for their judgement. */
  static final long MAX_PENDING_BYTES = 64L << 20;

  /** Messages under the same id, but with other bytes, that wait until the first is judged. */
  static final int MAX_RIVALS = 4;

  /** Longest back-off that a peer can impose, in seconds. */
  static final long MAX_BACKOFF_SECONDS = 3600;

  /** Peers with back-off that are remembered per topic. */
  static final int MAX_BACKOFFS = 10_000;

  /** Heartbeats between two looks at old back-offs. */
  static final int BACKOFF_CLEANING_TICKS = 15;

  /** Heartbeats between two looks at a mesh of mediocre peers. */
  static final int OPPORTUNISTIC_TICKS = 60;

  /** Peers that are grafted then. */
  static final int OPPORTUNISTIC_PEERS = 2;

  /** Heartbeats between two attempts to meet direct peers. */
  static final int DIRECT_TICKS = 300;

  /** Share of the members outside the mesh that are gossiped to. */
  static final double GOSSIP_FACTOR = 0.25;

  private RouterLimits() {}
}
