package network.clawnet.wallet.mnemonic;

/**
 * Words that are not a mnemonic. The message tells what to look at and never repeats the words, for
 * messages end up in logs.
 */
public final class MnemonicException extends Exception {
  /** What is wrong. */
  public enum Code {
    /** Not 24 words. */
    WORD_COUNT,
    /** A word is not in the list. */
    UNKNOWN_WORD,
    /** All words are in the list, but not these in this order. */
    CHECKSUM
  }

  private final Code code;
  private final int position;

  MnemonicException(Code code, int position, String message) {
    super(message);
    this.code = code;
    this.position = position;
  }

  public Code code() {
    return code;
  }

  /** Returns the position of the word, from 1; 0 if the fault is not in one word. */
  public int position() {
    return position;
  }
}
