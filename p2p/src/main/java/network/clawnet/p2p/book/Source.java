package network.clawnet.p2p.book;

import java.time.Duration;

/** Who says that a peer has an address, the most trusted first. */
public enum Source {
  /** An operator; never forgotten. */
  OPERATOR("operator", Duration.ofDays(36_500)),
  /** A connection of ours to it, whose handshake proved the peer. */
  PROVED("proved", Duration.ofDays(14)),
  /** The peer itself, signed. */
  SIGNED("signed", Duration.ofDays(2)),
  /** The peer itself, on a connection of its own. */
  TOLD("told", Duration.ofDays(1)),
  /** Some other peer, or this network's multicast. */
  HEARSAY("hearsay", Duration.ofMinutes(30));

  private final String text;
  private final Duration life;

  Source(String text, Duration life) {
    this.text = text;
    this.life = life;
  }

  String text() {
    return text;
  }

  /** Returns how long an address is remembered after it was last heard. */
  Duration life() {
    return life;
  }
}
