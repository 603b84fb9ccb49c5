package network.clawnet.p2p.mux;

/** What a peer can do wrong, each counted. */
public enum Violation {
  /** A version other than 0. */
  BAD_VERSION(Scope.SESSION),
  /** A frame type that the specification does not know. */
  UNKNOWN_TYPE(Scope.SESSION),
  /** Data or credit for stream 0, or ping or GoAway for another. */
  WRONG_SCOPE(Scope.SESSION),
  /** A new stream with an id of our side. */
  WRONG_PARITY(Scope.SESSION),
  /** A new stream with the id of a living one. */
  DUPLICATE_STREAM(Scope.SESSION),
  /** More bytes than the window allowed. */
  WINDOW_OVERRUN(Scope.SESSION),
  /** More credit than a window can hold. */
  CREDIT_OVERFLOW(Scope.SESSION),
  /** Pings without end. */
  PING_FLOOD(Scope.SESSION),
  /** Streams without end, past the limit. */
  STREAM_FLOOD(Scope.SESSION),
  /** Streams opened and reset without end. */
  RESET_FLOOD(Scope.SESSION),
  /** Frames without content, without end. */
  EMPTY_FLOOD(Scope.SESSION),
  /** Nothing heard although asked. */
  SILENCE(Scope.SESSION),
  /** One stream more than the limit. */
  TOO_MANY_STREAMS(Scope.STREAM),
  /** Payload after the end of the stream. */
  PAYLOAD_AFTER_END(Scope.STREAM),
  /** The budget for unread bytes is used up. */
  MEMORY(Scope.STREAM);

  /** How much a violation ends. */
  public enum Scope {
    /** The connection. */
    SESSION,
    /** One stream. */
    STREAM
  }

  private final Scope scope;

  Violation(Scope scope) {
    this.scope = scope;
  }

  /** Returns what this ends. */
  public Scope scope() {
    return scope;
  }
}
