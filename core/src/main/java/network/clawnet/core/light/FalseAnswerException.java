package network.clawnet.core.light;

/** An answer that an honest full node does not give, with what is wrong with it. */
public final class FalseAnswerException extends Exception {
  /** Tells what is wrong, in words for the log. */
  public FalseAnswerException(String message) {
    super(message);
  }
}
