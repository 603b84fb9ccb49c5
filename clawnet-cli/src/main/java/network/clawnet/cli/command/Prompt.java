package network.clawnet.cli.command;

import java.io.IOException;

/** Asks the person at the terminal. */
public interface Prompt {
  /** Returns whether there is a person to ask. */
  boolean isInteractive();

  /**
   * Asks for a secret without echo.
   *
   * @return the characters; the caller wipes them
   * @throws IOException if the terminal is gone or the input ended
   */
  char[] secret(String question) throws IOException;
}
