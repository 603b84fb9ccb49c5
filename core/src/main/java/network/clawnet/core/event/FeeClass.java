package network.clawnet.core.event;

/** How an event type pays for its place in a block. Source: docs/protocol/events.md, section 5. */
public enum FeeClass {
  /** The fee must be at least the rule's minimum. */
  PAID,
  /** A fee of zero passes while the free lane has room; otherwise at least 1 Token. */
  FREE_LANE,
  /** Settlements: the fee came out of the escrow; a further fee is only a priority. */
  SETTLEMENT
}
