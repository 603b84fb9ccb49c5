package network.clawnet.daemon.process;

/** A start that cannot succeed until the operator does something; the message says what. */
public final class StartException extends Exception {
  public StartException(String message) {
    super(message);
  }

  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
