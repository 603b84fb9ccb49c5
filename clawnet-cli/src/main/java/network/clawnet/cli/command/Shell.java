package network.clawnet.cli.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import network.clawnet.core.crypto.Entropy;

/**
 * What surrounds one run of the command line: everything that a test replaces.
 *
 * @param environment variables of the process
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param prompt asks a person
 * @param time the clock, and waiting
 * @param entropy unpredictable bytes
 */
public record Shell(
    Map<String, String> environment,
    InputStream in,
    PrintStream out,
    PrintStream err,
    Prompt prompt,
    Time time,
    Entropy entropy) {

  public Shell {
    environment = Map.copyOf(environment);
  }

  /** The clock of this machine. */
  public interface Time {
    /** Returns the time in epoch milliseconds. */
    long nowMillis();

    /** Waits; returns early if the process is being ended. */
    void pauseMillis(long millis);
  }
}
