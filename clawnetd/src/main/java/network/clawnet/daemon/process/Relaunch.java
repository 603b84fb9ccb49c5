package network.clawnet.daemon.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The command that starts this program once more, with the same arguments. */
public final class Relaunch {
  /** The property in which the launcher leaves its own path. */
  public static final String LAUNCHER = "clawnet.launcher";

  private Relaunch() {}

  /**
   * Returns the launcher with {@code arguments} if this process came from it, else the very command
   * line of this process.
   *
   * @throws IOException if the system does not tell the command line
   */
  public static List<String> command(List<String> arguments) throws IOException {
    String launcher = System.getProperty(LAUNCHER);
    if (launcher != null && !launcher.isEmpty()) {
      List<String> command = new ArrayList<>(List.of(launcher));
      command.addAll(arguments);
      return command;
    }
    ProcessHandle.Info self = ProcessHandle.current().info();
    List<String> command = new ArrayList<>();
    command.add(self.command().orElseThrow(Relaunch::unknown));
    command.addAll(Arrays.asList(self.arguments().orElseThrow(Relaunch::unknown)));
    return command;
  }

  /** Returns the command that starts the client: the launcher's neighbour, if there is one. */
  public static String client() {
    String launcher = System.getProperty(LAUNCHER);
    return launcher == null || launcher.isEmpty()
        ? "clawnet"
        : Path.of(launcher).resolveSibling("clawnet").toString();
  }

  private static IOException unknown() {
    return new IOException("cannot start in the background from here; use --foreground");
  }
}
