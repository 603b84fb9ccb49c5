package network.clawnet.acceptance;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node in a process of its own, which a test starts, kills and starts again. */
final class NodeProcess implements AutoCloseable {
  private final TestHome home;
  private final Path directory;
  private final List<String> options;
  private final Path output;
  private final Api api;
  private @Nullable Process process;

  private NodeProcess(TestHome home, Path directory, List<String> options, int apiPort)
      throws IOException {
    this.home = home;
    this.directory = directory;
    this.options = options;
    this.output = home.outputFile();
    this.api = new Api(apiPort);
  }

  /** Returns a development node, not yet started, with an unlocked account that has Tokens. */
  static NodeProcess dev(TestHome home) throws IOException {
    return dev(home, home.path().resolve("node"));
  }

  /** Returns a development node on a directory that another one left behind. */
  static NodeProcess dev(TestHome home, Path directory) throws IOException {
    home.with("CLAW_PASSPHRASE", TestHome.PASSPHRASE);
    int port = freePort();
    List<String> options =
        List.of("--dev", "--api-port", Integer.toString(port), "--p2p-port", "0");
    return new NodeProcess(home, directory, options, port);
  }

  /** Returns a node as it was configured, its account unlocked at the start. */
  static NodeProcess configured(TestHome home, Path directory, int apiPort) throws IOException {
    home.with("CLAW_PASSPHRASE", TestHome.PASSPHRASE);
    return new NodeProcess(home, directory, List.of(), apiPort);
  }

  /** Returns a port on which nobody listens. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  Api api() {
    return api;
  }

  /** Returns the directory given as {@code --data-dir}. */
  Path directory() {
    return directory;
  }

  /** Returns the directory of the databases and the journal. */
  Path data() {
    return directory.resolve("data");
  }

  /** Starts the node and returns once it answers. */
  NodeProcess start() throws IOException {
    launch();
    return awaitAnswer();
  }

  /** Returns once the node answers. */
  NodeProcess awaitAnswer() {
    Waiting.until(TestHome.LIMIT, this::answers, () -> "the node does not answer\n" + output());
    return this;
  }

  /** Starts the process and returns at once. */
  void launch() throws IOException {
    List<String> command = new ArrayList<>(List.of(Programs.path("clawnetd")));
    command.addAll(options);
    command.addAll(List.of("--foreground", "--data-dir", directory.toString()));
    process = home.start(command, output);
  }

  /** Kills the process as a power cut would, and returns when it is gone. */
  void kill() {
    running().destroyForcibly();
    awaitEnd();
  }

  /** Asks the node to stop (SIGTERM); returns its exit code. */
  int stop() {
    running().destroy();
    return awaitEnd();
  }

  /** Returns the exit code of a node that ends by itself. */
  int awaitEnd() {
    Process it = running();
    if (!TestHome.ends(it)) {
      throw new AssertionError("the node does not end\n" + output());
    }
    process = null;
    return it.exitValue();
  }

  /** Runs {@code clawnet} against this node. */
  Ran clawnet(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--api", "http://127.0.0.1:" + api.port()));
    return home.run("clawnet", all.toArray(String[]::new));
  }

  /** Returns all that this node printed since the test began. */
  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return "no output: " + e;
    }
  }

  /** Forgets what was printed so far. */
  void clearOutput() throws IOException {
    Files.writeString(output, "");
  }

  @Override
  public void close() {
    if (process != null) {
      kill();
    }
  }

  /** Returns whether the process has ended by itself. */
  boolean hasEnded() {
    return !running().isAlive();
  }

  /** Returns whether the node answers; fails if its process has ended. */
  boolean answers() throws IOException {
    if (hasEnded()) {
      throw new IOException("the node ended with code " + running().exitValue());
    }
    try {
      return api.status("/api/node/status") == 200;
    } catch (ConnectException e) {
      return false;
    }
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("the node is not running");
    }
    return process;
  }
}
