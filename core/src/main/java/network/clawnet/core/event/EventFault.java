package network.clawnet.core.event;

/** An event that is refused for its form alone, whatever the state. */
public final class EventFault extends Exception {
  private final RejectCode code;

  public EventFault(RejectCode code, String message) {
    super(message);
    this.code = code;
  }

  public RejectCode code() {
    return code;
  }

  /** Returns the same refusal as a verdict. */
  public Verdict.Reject verdict() {
    return Verdict.reject(code, String.valueOf(getMessage()));
  }
}
