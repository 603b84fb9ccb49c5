package network.clawnet.core.stake;

import network.clawnet.core.codec.DecodeException;

/** What a consensus key may do. */
public enum Conduct {
  /** Nothing is held against it. */
  GOOD(0),
  /** It contradicted itself: it never runs an epoch again. */
  TOMBSTONED(1),
  /** It missed all its turns of an epoch: its controller says when it is back. */
  JAILED(2);

  private final int code;

  Conduct(int code) {
    this.code = code;
  }

  /** Returns the byte that stands for it in the state. */
  int code() {
    return code;
  }

  static Conduct of(int code) throws DecodeException {
    for (Conduct each : values()) {
      if (each.code == code) {
        return each;
      }
    }
    throw new DecodeException("unknown conduct of a validator: " + code);
  }
}
