package network.clawnet.p2p.host;

import java.time.Duration;

/** Times of a host. */
final class HostLimits {
  /** For how long a peer is refused whose faults have reached the limit. */
  static final Duration FAULT_BAN = Duration.ofMinutes(10);

  /**
   * Points of a peer that broke the rules of the wire: the fourth time within minutes it is out.
   */
  static final int VIOLATION_POINTS = 26;

  /** Time between two looks at what is missing or too much, in milliseconds. */
  static final long UPKEEP_MILLIS = 1_000;

  /** Time between two writes of the book while only memories have changed, in milliseconds. */
  static final long SAVE_MILLIS = 60_000;

  /** Time for changes to gather before they are pushed, in milliseconds. */
  static final long PUSH_DELAY_MILLIS = 100;

  /** Time in which listening begins, or does not. */
  static final Duration LISTEN = Duration.ofSeconds(10);

  private HostLimits() {}
}
