package network.clawnet.cli.command.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import network.clawnet.cli.command.Call;
import network.clawnet.cli.command.SmallFile;
import network.clawnet.cli.output.Failure;

/**
 * The daemon's process, known by its pid file.
 *
 * <p>A pid file may outlive its process, and the number may by then belong to another one. That one
 * started after the file was written, which is how it is told apart. No lock is tried: that could
 * make a daemon fail that starts at this moment.
 */
final class NodeProcess {
  private static final int MAX_PID_BYTES = 64;
  private static final int MAX_PID_DIGITS = 10;
  private static final int MAX_STAT_BYTES = 4_096;

  /** How much a process's start time may be off, in seconds. */
  private static final long START_TOLERANCE_SECONDS = 2;

  private final ProcessHandle handle;

  private NodeProcess(ProcessHandle handle) {
    this.handle = handle;
  }

  /** Returns the running node of this machine, if there is one. */
  static Optional<NodeProcess> find(Call call) throws Failure {
    Path pidFile = call.home().pid();
    try {
      return find(pidFile);
    } catch (IOException e) {
      throw call.file(pidFile, e);
    }
  }

  /** Returns the running process that wrote the pid file, if there is one. */
  static Optional<NodeProcess> find(Path pidFile) throws IOException {
    String text;
    Instant written;
    try {
      text = new String(SmallFile.read(pidFile, MAX_PID_BYTES), StandardCharsets.US_ASCII).strip();
      written = Files.getLastModifiedTime(pidFile).toInstant();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || text.length() > MAX_PID_DIGITS) {
      throw new IOException("not a process id");
    }
    return ProcessHandle.of(Long.parseLong(text))
        .filter(handle -> startedBefore(handle, written))
        .map(NodeProcess::new)
        .filter(NodeProcess::isRunning);
  }

  long pid() {
    return handle.pid();
  }

  /** Returns whether it still runs; a process that nobody has reaped does not. */
  boolean isRunning() {
    return handle.isAlive() && !isZombie();
  }

  /** Asks it to stop (SIGTERM). */
  void terminate() {
    handle.destroy();
  }

  private boolean isZombie() {
    Path stat = Path.of("/proc", Long.toString(handle.pid()), "stat");
    try {
      String text = new String(SmallFile.read(stat, MAX_STAT_BYTES), StandardCharsets.ISO_8859_1);
      return text.startsWith("Z", text.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false; // no /proc here: what ProcessHandle says must do
    }
  }

  private static boolean startedBefore(ProcessHandle handle, Instant written) {
    return handle
        .info()
        .startInstant()
        .map(start -> !start.isAfter(written.plusSeconds(START_TOLERANCE_SECONDS)))
        .orElse(true);
  }
}
