package network.clawnet.wallet.keystore;

import java.util.Arrays;
import network.clawnet.core.crypto.Secrets;

/** What a person types to open keys: UTF-8 bytes, zeroed when closed, never shown. */
public final class Passphrase implements AutoCloseable {
  /** Fewest characters of a new passphrase. */
  public static final int MIN_CHARACTERS = 12;

  private final byte[] bytes;

  private Passphrase(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Copies what was typed; the caller zeroes its own.
   *
   * @throws IllegalArgumentException if a surrogate stands alone
   */
  public static Passphrase of(char[] typed) {
    return new Passphrase(Secrets.utf8(typed));
  }

  /** Copies UTF-8 text of a file or variable, without one line end after it. */
  public static Passphrase ofLine(byte[] utf8) {
    int length = utf8.length;
    if (length > 0 && utf8[length - 1] == '\n') {
      length--;
      if (length > 0 && utf8[length - 1] == '\r') {
        length--;
      }
    }
    return new Passphrase(Arrays.copyOf(utf8, length));
  }

  /** Returns whether it may protect new keys: {@link #MIN_CHARACTERS} Unicode characters. */
  public boolean isLongEnough() {
    int characters = 0;
    for (byte b : bytes) {
      characters += (b & 0xc0) == 0x80 ? 0 : 1;
    }
    return characters >= MIN_CHARACTERS;
  }

  /** Returns the bytes themselves; nobody writes to them. */
  byte[] bytes() {
    return bytes;
  }

  /** Zeroes it. */
  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public String toString() {
    return "Passphrase[hidden]";
  }
}
