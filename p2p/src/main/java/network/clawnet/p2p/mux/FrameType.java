package network.clawnet.p2p.mux;

import org.jspecify.annotations.Nullable;

/** What a frame is. Source: yamux specification. */
enum FrameType {
  DATA(0),
  WINDOW_UPDATE(1),
  PING(2),
  GO_AWAY(3);

  private static final FrameType[] ALL = values();

  private final int code;

  FrameType(int code) {
    this.code = code;
  }

  /** Returns the byte on the wire. */
  int code() {
    return code;
  }

  /** Returns null for a type that the specification does not know. */
  static @Nullable FrameType of(int code) {
    return code < ALL.length ? ALL[code] : null;
  }
}
