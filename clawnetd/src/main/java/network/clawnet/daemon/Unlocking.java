package network.clawnet.daemon;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import network.clawnet.daemon.process.BackgroundChild;
import network.clawnet.daemon.process.StartException;
import network.clawnet.wallet.keystore.Passphrase;

/** Finds the passphrase with which the node starts unlocked, if there is one. */
final class Unlocking {
  static final String VARIABLE = "CLAW_PASSPHRASE";

  private static final int MAX_BYTES = 4_096;

  private final StartOptions options;
  private final Map<String, String> environment;

  Unlocking(StartOptions options, Map<String, String> environment) {
    this.options = options;
    this.environment = environment;
  }

  /** Returns what a file or the environment says; it never asks. */
  Optional<Passphrase> given() throws IOException, StartException {
    if (options.passphraseFile != null) {
      return Optional.of(read(Path.of(options.passphraseFile)));
    }
    String variable = environment.get(VARIABLE);
    if (variable == null || variable.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Passphrase.ofLine(variable.getBytes(StandardCharsets.UTF_8)));
  }

  /** Asks the person at the terminal, if there is one; an empty line means: start locked. */
  @SuppressWarnings("SystemConsoleNull") // from 22 on it may stand for a pipe, which then ends
  Optional<char[]> asked() {
    Console console = System.console();
    if (console == null) {
      return Optional.empty();
    }
    char[] typed = console.readPassword("Passphrase (empty: start locked): ");
    return typed == null || typed.length == 0 ? Optional.empty() : Optional.of(typed);
  }

  /** Returns what the starting process handed over. */
  static Optional<Passphrase> handedOver(InputStream standardInput) throws IOException {
    return BackgroundChild.passphrase(standardInput).map(Passphrase::of);
  }

  static Passphrase read(Path file) throws IOException, StartException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new StartException(file + " is too long for a passphrase");
      }
      return Passphrase.ofLine(bytes);
    }
  }
}
