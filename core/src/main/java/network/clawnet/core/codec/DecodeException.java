package network.clawnet.core.codec;

/**
 * Bytes or text from outside that do not have the required form. The message says what is wrong.
 */
public final class DecodeException extends Exception {
  public DecodeException(String message) {
    super(message);
  }
}
