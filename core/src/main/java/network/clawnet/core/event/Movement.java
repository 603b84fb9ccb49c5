package network.clawnet.core.event;

import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/**
 * Money that an event moved, as its receipt records it.
 *
 * @param reference what it belongs to, for example an escrow id; empty for none
 */
public record Movement(Kind kind, Did from, Did to, Tokens amount, String reference) {
  /** What kind of movement; the codes are wire values and never change. */
  public enum Kind {
    TRANSFER(1),
    ESCROW_LOCK(2),
    ESCROW_RELEASE(3),
    ESCROW_REFUND(4),
    /** From the controller's available Tokens to its locked ones. */
    STAKE_LOCK(10),
    /** From the controller's locked Tokens back to its available ones. */
    STAKE_RELEASE(11),
    /** From the controller's locked Tokens to the treasury. */
    STAKE_SLASH(12),
    /** A deal of a market takes money; source of these: docs/protocol/market.md, section 8. */
    MARKET_LOCK(16),
    MARKET_PAY(17),
    MARKET_REFUND(18),
    MARKET_FEE(19);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }

    /** Returns the kind with this code. */
    public static Kind ofCode(int code) throws DecodeException {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new DecodeException("unknown movement kind " + code);
    }
  }
}
