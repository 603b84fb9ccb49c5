package network.clawnet.daemon.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.clawnet.daemon.http.testing.FakeFeed;
import network.clawnet.daemon.http.testing.TestServer;
import network.clawnet.daemon.metrics.LazyMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixSocketTest {
  static final String GET =
      "GET /api/node/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  @TempDir private Path directory;

  @Test
  void answersWithoutATokenBecauseOnlyItsOwnerCanOpenIt() throws IOException {
    Path path = directory.resolve("api.sock");

    try (TestServer server = new TestServer(TestServer.withSocket(path, "my-secret"))) {
      assertThat(ask(path, GET)).startsWith("HTTP/1.1 200");
      assertThat(server.get("/api/node/status").status()).isEqualTo(401);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void checksHostAndOriginOverTheSocketToo() throws IOException {
    Path path = directory.resolve("api.sock");

    try (TestServer server = new TestServer(TestServer.withSocket(path, null))) {
      assertThat(ask(path, GET.replace("localhost", "evil.example"))).startsWith("HTTP/1.1 403");
      assertThat(server.port()).isPositive();
    }
  }

  @Test
  void refusesAnotherUser() throws Exception {
    assumeTrue(
        System.getProperty("user.name").equals("root")
            && Files.isExecutable(Path.of("/usr/bin/setpriv")),
        "SKIPPED: needs root and setpriv to act as another user");
    Path path = Files.createTempDirectory("clawnet-sock").resolve("api.sock");
    Files.setPosixFilePermissions(path.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));

    try (TestServer server = new TestServer(TestServer.withSocket(path, null))) {
      assertThat(server.port()).isPositive();
      assertThat(curlAs(0, path)).isZero();
      assertThat(curlAs(65_534, path)).isNotZero();
    } finally {
      Files.deleteIfExists(path);
      Files.delete(path.getParent());
    }
  }

  private static int curlAs(int user, Path socket) throws Exception {
    Process curl =
        new ProcessBuilder(
                "/usr/bin/setpriv",
                "--reuid=" + user,
                "--regid=" + user,
                "--clear-groups",
                "curl",
                "--silent",
                "--fail",
                "--max-time",
                "10",
                "--unix-socket",
                socket.toString(),
                "http://localhost/health/live")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(curl.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return curl.exitValue();
  }

  @Test
  void replacesTheFileOfADeadProcess() throws IOException {
    Path path = directory.resolve("api.sock");
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(path));
    }
    assertThat(path).exists();

    try (TestServer server = new TestServer(TestServer.withSocket(path, null))) {
      assertThat(server.port()).isPositive();
      assertThat(ask(path, GET)).startsWith("HTTP/1.1 200");
    }
    assertThat(path).doesNotExist();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void refusesToTakeTheSocketOfALivingNode() throws IOException {
    Path path = directory.resolve("api.sock");

    try (TestServer first = new TestServer(TestServer.withSocket(path, null))) {
      HttpServer second =
          new HttpServer(
              TestServer.withSocket(path, null),
              TestServer.QUICK,
              first.node.credentials,
              new LazyMetrics(List.of()));

      second.prepare(List.of(), new FakeFeed());

      assertThatThrownBy(second::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another node listens");
      assertThat(ask(path, GET)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void refusesToReplaceWhatIsNoSocket() throws IOException {
    Path path = Files.writeString(directory.resolve("api.sock"), "precious");

    assertThatThrownBy(() -> UnixSocket.at(path).prepare()).hasMessageContaining("not a socket");
    assertThat(path).hasContent("precious");
  }

  @Test
  void saysThatAPathIsTooLongForTheKernel() {
    assertThatThrownBy(() -> UnixSocket.at(directory.resolve("x".repeat(120))))
        .hasMessageContaining("api.socket");
  }

  static String ask(Path path, String request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
