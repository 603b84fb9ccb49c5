package network.clawnet.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import network.clawnet.cli.command.ConsolePrompt;
import network.clawnet.cli.command.Shell;
import network.clawnet.cli.command.SystemTime;
import network.clawnet.cli.output.ExitCode;

/**
 * Where the program {@code clawnet} starts.
 *
 * <p>On the way of every command there are no lambdas and no streams: the first of each costs as
 * much as a whole command should.
 */
public final class Main {
  private static final int BUFFER_BYTES = 8_192;

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintStream out =
        new PrintStream(
            new java.io.BufferedOutputStream(
                new FileOutputStream(FileDescriptor.out), BUFFER_BYTES));
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true);
    Shell shell =
        new Shell(
            System.getenv(),
            System.in,
            out,
            err,
            new ConsolePrompt(),
            new SystemTime(),
            new SystemEntropy());
    ExitCode exit = run(shell, Arguments.repaired(args));
    out.flush();
    System.exit(exit.number());
  }

  /** Turns a bug of ours into an exit code that does not look like a refusal. */
  private static ExitCode run(Shell shell, String[] args) {
    try {
      return new Clawnet(shell).run(args);
    } catch (RuntimeException e) {
      shell.err().println("error INTERNAL: please report this");
      e.printStackTrace(shell.err());
      return ExitCode.ENVIRONMENT;
    }
  }
}
