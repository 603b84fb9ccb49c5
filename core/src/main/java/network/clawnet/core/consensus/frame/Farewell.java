package network.clawnet.core.consensus.frame;

import network.clawnet.core.codec.DecodeException;

/** Why a side ends a channel; the code is the byte on the wire. */
public enum Farewell {
  /** The node stops. */
  CLOSING(0, false),
  /** The other side is of another network, although the protocol id is ours. */
  WRONG_CHAIN(1, true),
  /** The other side's key is in no set that counts, or this side's own is not. */
  NOT_A_VALIDATOR(2, true),
  /** The signature does not prove the key. */
  BAD_PROOF(3, true),
  /** Another channel of the same two validators is kept. */
  REPLACED(4, false),
  /** The other side sent what no honest validator sends. */
  PENALIZED(5, true),
  /** The proof did not come in time. */
  TOO_SLOW(6, false),
  /** Bytes that are no frame, or a frame out of turn. */
  MALFORMED(7, true),
  /** Too many streams wait for their proof. */
  OVERLOADED(8, false),
  /** The other side shows the key of this side: it runs twice. */
  OWN_KEY(9, true);

  private final int code;
  private final boolean lasting;

  Farewell(int code, boolean lasting) {
    this.code = code;
    this.lasting = lasting;
  }

  /** Returns the byte on the wire. */
  public int code() {
    return code;
  }

  /** Returns whether the reason will most likely be the same a minute later. */
  public boolean lasting() {
    return lasting;
  }

  /** Returns the reason of a wire byte. */
  public static Farewell of(int code) throws DecodeException {
    for (Farewell each : values()) {
      if (each.code == code) {
        return each;
      }
    }
    throw new DecodeException("unknown farewell " + code);
  }
}
