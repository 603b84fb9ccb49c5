package network.clawnet.daemon.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts the daemon in a process of its own and waits until it says that it is ready.
 *
 * <p>The process gets a session of its own where the system has {@code setsid}, else it ignores
 * hang-ups by {@code nohup}; its output goes to a file beside the log, in case it dies before it
 * can log. Used once, by the main thread.
 */
public final class BackgroundStart {
  /** How long a node may take to get ready. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String NO_BUILD = "CLAWNET_NO_BUILD";
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration KILL_AFTER = Duration.ofSeconds(5);
  private static final int MAX_TAIL_BYTES = 4096;
  private static final int TAIL_LINES = 10;

  private final Path home;
  private final Path outputFile;
  private final Duration limit;

  /**
   * Takes where the node lives and how long it may take.
   *
   * @param outputFile receives the process's standard output and error; begun anew at each start
   */
  public BackgroundStart(Path home, Path outputFile, Duration limit) {
    this.home = home;
    this.outputFile = outputFile;
    this.limit = limit;
  }

  /**
   * Runs {@code command} in the background; returns whether it became ready. Lines that it reports
   * are printed as they come, the cause of a failure to {@code err}.
   *
   * @param command the program and its arguments
   * @param passphrase what the operator typed, handed over on standard input and wiped; empty if
   *     nothing
   * @throws IOException if the process cannot be started
   */
  public boolean run(List<String> command, char[] passphrase, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    NodeLock.createPrivate(home);
    Path parent = outputFile.toAbsolutePath().getParent();
    if (parent != null) {
      NodeLock.createPrivate(parent);
    }
    Path status = Files.createTempFile(home, "clawnetd", ".start");
    try {
      Process process = start(command, status);
      Thread stop = new Thread(process::destroy, "stop-unready-node");
      Runtime.getRuntime().addShutdownHook(stop); // Ctrl-C takes the daemon along
      handOver(process, passphrase);
      boolean ready = await(process, status, out, err);
      Runtime.getRuntime().removeShutdownHook(stop);
      return ready;
    } finally {
      Files.deleteIfExists(status);
    }
  }

  private Process start(List<String> command, Path status) throws IOException {
    List<String> detached = new ArrayList<>(detacher());
    detached.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(detached);
    builder.environment().put(BackgroundChild.VARIABLE, status.toString());
    builder.environment().put(NO_BUILD, "1"); // this process has just been built
    builder.redirectErrorStream(true);
    builder.redirectOutput(outputFile.toFile());
    return builder.start();
  }

  private static List<String> detacher() {
    for (String name : List.of("setsid", "nohup")) {
      for (String folder : List.of("/usr/bin", "/bin")) {
        if (Files.isExecutable(Path.of(folder, name))) {
          return List.of(folder + "/" + name);
        }
      }
    }
    return List.of();
  }

  private static void handOver(Process process, char[] passphrase) {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
    try (OutputStream in = process.getOutputStream()) {
      in.write(bytes.array(), bytes.arrayOffset(), bytes.remaining());
    } catch (IOException e) {
      process.destroy(); // it died or closed its input: await tells why
    } finally {
      Arrays.fill(bytes.array(), (byte) 0);
      Arrays.fill(passphrase, '\0');
    }
  }

  private boolean await(Process process, Path status, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    int printed = 0;
    while (true) {
      boolean dead = !process.isAlive(); // asked first: what it wrote before is read below
      List<String> lines = StatusFile.read(status);
      for (; printed < lines.size(); printed++) {
        String line = lines.get(printed);
        switch (line.isEmpty() ? StatusFile.LINE : line.charAt(0)) {
          case StatusFile.READY -> {
            return true;
          }
          case StatusFile.FAILED -> {
            lines.subList(printed, lines.size()).forEach(it -> err.println(cause(it)));
            end(process);
            return false;
          }
          default -> out.println(line.isEmpty() ? line : line.substring(1));
        }
      }
      if (dead) {
        err.println("clawnetd: the node ended with code " + process.exitValue() + tail());
        return false;
      }
      if (System.nanoTime() - deadline > 0) {
        end(process);
        err.println("clawnetd: not ready after " + limit.toSeconds() + " s, stopped" + tail());
        return false;
      }
      process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static String cause(String line) {
    return "clawnetd: " + line.substring(1);
  }

  private static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(KILL_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
    }
  }

  /** Returns the last lines of the process's output, for the operator to see why it died. */
  private String tail() throws IOException {
    byte[] bytes = Files.readAllBytes(outputFile);
    int from = Math.max(0, bytes.length - MAX_TAIL_BYTES);
    List<String> lines =
        new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8).lines().toList();
    if (lines.isEmpty()) {
      return "; see the log";
    }
    int first = Math.max(0, lines.size() - TAIL_LINES);
    return "; its last words:\n  " + String.join("\n  ", lines.subList(first, lines.size()));
  }
}
