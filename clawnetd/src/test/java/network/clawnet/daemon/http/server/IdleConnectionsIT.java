package network.clawnet.daemon.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import network.clawnet.daemon.http.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections that ask nothing cost little memory and no thread. */
@Timeout(60)
class IdleConnectionsIT {
  private static final int CONNECTIONS = 9_000;
  private static final long MAX_BYTES_PER_CONNECTION = 24 << 10;

  @Test
  void answersOthersWhileAnotherProcessHoldsNineThousandConnections() throws Exception {
    try (TestServer server = new TestServer(TestServer.open(), HttpLimits.STANDARD)) {
      assertThat(server.get("/api/node/status").status()).isEqualTo(200);
      long before = usedBytes();
      Process clients = clients(server.port(), CONNECTIONS);
      try (BufferedReader out = clients.inputReader(StandardCharsets.US_ASCII)) {
        assertThat(out.readLine()).isEqualTo(Integer.toString(CONNECTIONS));

        long started = System.nanoTime();
        assertThat(server.get("/api/node/status").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - started))
            .isLessThan(Duration.ofSeconds(10));
        assertThat((usedBytes() - before) / CONNECTIONS).isLessThan(MAX_BYTES_PER_CONNECTION);
        assertThat(Thread.activeCount()).isLessThan(100);
      } finally {
        clients.getOutputStream().close();
        assertThat(clients.waitFor(20, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  @Test
  void leavesTheSocketToTheOperatorWhenTcpIsFull(@TempDir Path directory) throws Exception {
    Path socket = directory.resolve("api.sock");
    HttpLimits few = new HttpLimits(1 << 20, 16 << 10, 50, 32, HttpLimits.Timeouts.STANDARD);
    try (TestServer server = new TestServer(TestServer.withSocket(socket, null), few)) {
      Process clients = clients(server.port(), 50);
      try (BufferedReader out = clients.inputReader(StandardCharsets.US_ASCII)) {
        assertThat(out.readLine()).isEqualTo("50");

        assertThat(UnixSocketTest.ask(socket, UnixSocketTest.GET)).startsWith("HTTP/1.1 200");
      } finally {
        clients.getOutputStream().close();
        assertThat(clients.waitFor(20, TimeUnit.SECONDS)).isTrue();
      }

      assertThat(server.get("/api/node/status").status()).isEqualTo(200);
    }
  }

  private static Process clients(int port, int count) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            IdleClients.class.getName(),
            Integer.toString(port),
            Integer.toString(count))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
