package network.clawnet.p2p.transport;

/** Who opened a connection or a stream. */
public enum Direction {
  /** The peer did. */
  INBOUND,
  /** We did. */
  OUTBOUND
}
