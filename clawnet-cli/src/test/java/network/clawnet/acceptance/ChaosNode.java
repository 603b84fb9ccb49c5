package network.clawnet.acceptance;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A node of a network under faults, in a place of an island. Clients ask it through its Unix
 * socket, which no fault of the network touches; the nemesis alone starts and hurts it.
 */
final class ChaosNode {
  private static final ScheduledExecutorService CUTTER =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "chaos-cutter");
            thread.setDaemon(true);
            return thread;
          });

  private final Island island;
  private final int number;
  private final String name;
  private final Path home;
  private final Path output;
  private final Map<String, String> environment;
  private volatile String process = "";
  private volatile boolean wanted;

  /**
   * Prepares a node that {@code clawnet network create} made.
   *
   * @param environment of its process
   */
  ChaosNode(Island island, int number, String name, Path home, Map<String, String> environment) {
    this.island = island;
    this.number = number;
    this.name = name;
    this.home = home;
    this.output = home.resolveSibling(name + ".out");
    this.environment = environment;
  }

  int number() {
    return number;
  }

  String name() {
    return name;
  }

  String process() {
    return process;
  }

  /** Returns the directory of the databases and the journal. */
  Path data() {
    return home.resolve("data");
  }

  /** Starts it and returns at once. */
  void launch() {
    List<String> command = new ArrayList<>(List.of("env"));
    environment.forEach((key, value) -> command.add(key + "='" + value + "'"));
    command.add(Programs.path("clawnetd"));
    command.addAll(List.of("--foreground", "--data-dir", home.toString()));
    process = island.start(name, command, output.toString());
    wanted = true;
  }

  /** Kills it as a power cut would. */
  void kill() {
    wanted = false;
    island.kill(process);
  }

  /** Says that it may end by itself from now on, because it is hurt in a way that should end it. */
  void mayEnd() {
    wanted = false;
  }

  boolean isAlive() {
    return island.isAlive(process);
  }

  /** Returns whether it has ended though nobody hurt it. */
  boolean hasFailed() {
    return wanted && !isAlive();
  }

  /** Returns the last lines that it printed. */
  String tail(int lines) {
    return island.run("tail -n " + lines + " " + output).strip();
  }

  boolean answers() {
    try {
      return get("/api/node/status", Duration.ofSeconds(2)).status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  Reply get(String path, Duration limit) throws IOException {
    return exchange("GET " + path, new byte[0], limit);
  }

  Reply post(String path, byte[] body, Duration limit) throws IOException {
    return exchange("POST " + path, body, limit);
  }

  private Reply exchange(String request, byte[] body, Duration limit) throws IOException {
    String head =
        request
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      Future<?> cut =
          CUTTER.schedule(() -> close(channel), limit.toMillis(), TimeUnit.MILLISECONDS);
      try {
        channel.connect(UnixDomainSocketAddress.of(home.resolve("api.sock")));
        channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
        if (body.length > 0) {
          channel.write(ByteBuffer.wrap(body));
        }
        return parse(request, Channels.newInputStream(channel).readAllBytes());
      } finally {
        cut.cancel(false);
      }
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // it is closed either way
    }
  }

  private static Reply parse(String request, byte[] answer) throws IOException {
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    int body = text.indexOf("\r\n\r\n");
    if (body < 0) {
      throw new IOException("no answer to " + request);
    }
    int status = Integer.parseInt(text.substring(9, 12));
    byte[] content = Arrays.copyOfRange(answer, body + 4, answer.length);
    if (content.length == 0) {
      throw new IOException("an answer without a body to " + request);
    }
    return Reply.of(request, status, content);
  }

  /** Forgets its databases and its journal. */
  void wipe() {
    island.run("rm -rf " + data() + "/*");
  }

  boolean isEmpty() throws IOException {
    return !Files.exists(data().resolve("ledger"));
  }
}
