package network.clawnet.cli.command;

import java.io.Console;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The terminal of this process, if it has one. */
public final class ConsolePrompt implements Prompt {
  @Override
  public boolean isInteractive() {
    return console() != null;
  }

  @Override
  public char[] secret(String question) throws IOException {
    Console console = console();
    if (console == null) {
      throw new IOException("no terminal");
    }
    // the Console writes in the locale's encoding; standard error is always UTF-8
    System.err.write(question.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    System.err.flush();
    char[] secret = console.readPassword();
    if (secret == null) {
      throw new IOException("the input ended");
    }
    return secret;
  }

  private static @Nullable Console console() {
    return System.console();
  }
}
