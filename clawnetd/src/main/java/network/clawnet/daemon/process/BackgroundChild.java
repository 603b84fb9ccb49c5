package network.clawnet.daemon.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The far side of {@link BackgroundStart}: the process that stays. */
public final class BackgroundChild {
  /** Names the status file to a process that is in the background already. */
  public static final String VARIABLE = "CLAWNET_START_STATUS";

  private static final int MAX_PASSPHRASE_BYTES = 4096;

  private final Path statusFile;

  private BackgroundChild(Path statusFile) {
    this.statusFile = statusFile;
  }

  /** Returns this process's side, if it was put into the background by {@link BackgroundStart}. */
  public static Optional<BackgroundChild> find(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(VARIABLE))
        .filter(value -> !value.isEmpty())
        .map(value -> new BackgroundChild(Path.of(value)));
  }

  /** Returns the listener that speaks through the starter. */
  public StartListener listener() {
    return new StatusFile(statusFile);
  }

  /**
   * Returns the passphrase that the starter asked for, or nothing. Reads standard input to its end,
   * so it may be called once.
   *
   * @throws IOException if it is longer than 4096 bytes or cannot be read
   */
  public static Optional<char[]> passphrase(InputStream standardInput) throws IOException {
    byte[] bytes = standardInput.readNBytes(MAX_PASSPHRASE_BYTES + 1);
    if (bytes.length > MAX_PASSPHRASE_BYTES) {
      throw new IOException("the passphrase is longer than " + MAX_PASSPHRASE_BYTES + " bytes");
    }
    char[] text = new String(bytes, StandardCharsets.UTF_8).toCharArray();
    Arrays.fill(bytes, (byte) 0);
    return text.length == 0 ? Optional.empty() : Optional.of(text);
  }
}
