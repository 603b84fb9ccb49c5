package network.clawnet.p2p.interop;

/** Who makes the connection and asks first. */
enum Side {
  /** We dial and ask. */
  OURS,
  /** The other implementation does. */
  THEIRS;

  /** Returns how the matrix names the direction. */
  String between(Implementation implementation) {
    return this == OURS ? "ours → " + implementation.label() : implementation.label() + " → ours";
  }
}
