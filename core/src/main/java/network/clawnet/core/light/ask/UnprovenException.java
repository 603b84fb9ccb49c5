package network.clawnet.core.light.ask;

/** Nobody proved an answer in time. The message is a sentence for whoever asked. */
public final class UnprovenException extends Exception {
  /** Tells why, in a sentence. */
  public UnprovenException(String message) {
    super(message, null, false, false);
  }
}
