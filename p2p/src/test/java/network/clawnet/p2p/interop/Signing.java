package network.clawnet.p2p.interop;

/** Who answers for a gossip message: its author's signature, or its content. */
enum Signing {
  /** StrictNoSign; the message's name is the SHA-256 of its content. */
  NONE,
  /** StrictSign; the message's name is author and number. */
  STRICT;

  /** Returns what the peers' option is called. */
  String option() {
    return this == NONE ? "none" : "strict";
  }

  /** Returns how the matrix names it. */
  String row() {
    return this == NONE ? "StrictNoSign" : "StrictSign";
  }
}
