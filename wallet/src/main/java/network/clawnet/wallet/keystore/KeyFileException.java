package network.clawnet.wallet.keystore;

import java.nio.file.Path;

/**
 * Keys that cannot be used as they are. The message names the file and the way out, and holds
 * nothing secret.
 */
public final class KeyFileException extends Exception {
  /** What is wrong; stable, for programs. */
  public enum Code {
    /** No account of this DID is in the key store. */
    NO_SUCH_ACCOUNT,
    /** The key is there already, or a wallet is. */
    ALREADY_EXISTS,
    /** The passphrase does not open the file. */
    WRONG_PASSPHRASE,
    /** A new passphrase has fewer than {@link Passphrase#MIN_CHARACTERS} characters. */
    PASSPHRASE_TOO_SHORT,
    /** The file is truncated, changed, or something else. */
    DAMAGED,
    /** What is offered for import is no exported key, or one of another version. */
    BAD_IMPORT,
    /** The file was written by another version of the program. */
    FOREIGN_VERSION,
    /** Other users of the system may read the file or directory. */
    EXPOSED,
    /** Another process holds the directory. */
    BUSY,
    /** The wallet holds only imported keys, so no further account can be derived. */
    NO_SEED,
    /** The secret that wraps the node's keys is gone or has another form. */
    NODE_SECRET,
    /** The key store is full. */
    TOO_MANY
  }

  private final Code code;

  KeyFileException(Code code, Path file, String message) {
    super(file + ": " + message);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
