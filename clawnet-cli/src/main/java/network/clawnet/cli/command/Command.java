package network.clawnet.cli.command;

import java.io.IOException;
import network.clawnet.cli.output.ExitCode;
import network.clawnet.cli.output.Failure;

/** One command of {@code clawnet}. */
public interface Command {
  /** Returns the words that call it, such as {@code escrow create}. */
  String name();

  /** Declares options and arguments. */
  void define(Syntax syntax);

  /**
   * Carries the command out and prints its result.
   *
   * @throws Failure if it was refused or could not be done; printed by the caller
   * @throws IOException if a file or standard input cannot be read or written
   */
  ExitCode run(Call call) throws Failure, IOException;
}
