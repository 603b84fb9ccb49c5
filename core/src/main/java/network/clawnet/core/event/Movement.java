package network.clawnet.core.event;

import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/**
 * Money that an event moved, as its receipt records it.
 *
 * @param reference what it belongs to, for example an escrow id; empty for none
 */
public record Movement(Kind kind, Did from, Did to, Tokens amount, String reference) {
  /** Wire values: add at the end, never reorder. */
  public enum Kind {
    TRANSFER,
    ESCROW_LOCK,
    ESCROW_RELEASE,
    ESCROW_REFUND
  }
}
