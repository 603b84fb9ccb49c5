package network.clawnet.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import network.clawnet.cli.command.ConsolePrompt;
import network.clawnet.cli.command.Shell;
import network.clawnet.cli.command.SystemTime;

/** Where the program {@code clawnet} starts. */
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
            bytes -> new SecureRandom().nextBytes(bytes)); // made when first needed
    int status = new Clawnet(shell).run(args).number();
    out.flush();
    // halt would skip the flush of other streams; exit is quick, since nothing registers hooks
    System.exit(status);
  }
}
