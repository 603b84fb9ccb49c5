package network.clawnet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.clawnet.bench.load.HttpConnection;
import network.clawnet.bench.load.ProcessUse;

/** A node in a process of its own, started by its launcher like an operator's. Linux only. */
final class NodeProcess implements AutoCloseable {
  private static final long START_SECONDS = 120;
  private static final long STOP_SECONDS = 60;

  private final Process process;
  private final int port;
  private final long millisToAnswer;

  private NodeProcess(Process process, int port, long millisToAnswer) {
    this.process = process;
    this.port = port;
    this.millisToAnswer = millisToAnswer;
  }

  /**
   * Starts a node and waits for its first answer.
   *
   * @param crypto verifier, by the names of {@code clawnet.crypto}
   */
  static NodeProcess start(Path home, String crypto) throws IOException, InterruptedException {
    int port = freePort();
    Path root = Path.of(System.getProperty("clawnet.root", "."));
    List<String> command = new ArrayList<>();
    command.add(root.resolve("bin/clawnetd").toString());
    command.addAll(List.of("--dev", "--data-dir", home.toString(), "--api-port", "" + port));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLAWNET_NO_BUILD", "1");
    builder
        .environment()
        .merge("CLAWNET_JAVA_OPTS", "-Dclawnet.crypto=" + crypto, (old, own) -> old + " " + own);
    builder.redirectErrorStream(true);
    builder.redirectOutput(home.resolveSibling(home.getFileName() + ".log").toFile());
    long started = System.nanoTime();
    Process process = builder.start();
    while (!answers(port)) {
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
      if (!process.isAlive() || seconds > START_SECONDS) {
        process.destroyForcibly();
        throw new IOException("the node did not start; see its log beside " + home);
      }
      Thread.sleep(5);
    }
    return new NodeProcess(process, port, (System.nanoTime() - started) / 1_000_000);
  }

  int port() {
    return port;
  }

  /** Returns the time from the start of the process to the first answer. */
  long millisToAnswer() {
    return millisToAnswer;
  }

  /** Returns the processor time that the node has used, seconds. */
  double cpuSeconds() throws IOException {
    return ProcessUse.of(process).cpuSeconds();
  }

  /** Returns the most memory that the node ever had resident, MiB. */
  long peakMib() throws IOException {
    return ProcessUse.of(process).peakMib();
  }

  /** Returns the bytes that the node has caused to be written to the device. */
  long deviceBytes() throws IOException {
    return ProcessUse.of(process).deviceBytes();
  }

  /** Ends it like kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static boolean answers(int port) {
    try (HttpConnection node = HttpConnection.tcp(port)) {
      return node.get("/api/node/status").status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
