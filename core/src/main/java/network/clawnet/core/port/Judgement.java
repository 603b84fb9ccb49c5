package network.clawnet.core.port;

/** What a topic's owner thinks of a message, and so of the peer that passed it on. */
public enum Judgement {
  /** Right and new: passed on to others; counts for the peer. */
  ACCEPT,
  /** Wrong, and the peer could know it: not passed on; counts against the peer. */
  REJECT,
  /** Stale, unknown or undecided: not passed on; counts neither way. */
  IGNORE
}
