package network.clawnet.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class HttpClientTest {
  private static final HttpRequest GET = new HttpRequest("GET", "/x?y=1", Map.of(), new byte[0]);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

  @TempDir Path directory;

  @Test
  void asksOverAUnixSocket() throws Exception {
    Path path = directory.resolve("s");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      CompletableFuture<String> request = CompletableFuture.supplyAsync(() -> serve(server, OK));

      HttpResponse response = new HttpClient(new Endpoint.Unix(path)).exchange(GET, SOON);

      assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("hi");
      assertThat(request.get()).startsWith("GET /x?y=1 HTTP/1.1\r\nHost: localhost\r\n");
    }
  }

  @Test
  void givesUpOnASilentUnixSocket() throws Exception {
    Path path = directory.resolve("s");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));

      assertThatThrownBy(
              () -> new HttpClient(new Endpoint.Unix(path)).exchange(GET, Duration.ofMillis(50)))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void givesUpOnASilentPort() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Endpoint endpoint = new Endpoint.Tcp("127.0.0.1", server.getLocalPort());

      assertThatThrownBy(() -> new HttpClient(endpoint).exchange(GET, Duration.ofMillis(50)))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void givesUpOnAnAnswerThatDripsPastTheDeadline() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Endpoint endpoint = new Endpoint.Tcp("127.0.0.1", server.getLocalPort());
      CompletableFuture<Void> drip = CompletableFuture.runAsync(() -> drip(server));

      assertThatThrownBy(() -> new HttpClient(endpoint).exchange(GET, Duration.ofMillis(200)))
          .isInstanceOf(SocketTimeoutException.class);
      drip.get();
    }
  }

  /** Sends one byte of an endless header at a time, until nobody listens. */
  private static void drip(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.setSoTimeout(10);
      while (isThere(socket)) {
        socket.getOutputStream().write('H');
      }
    } catch (IOException e) {
      return; // hung up, as it should
    }
  }

  private static boolean isThere(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read(new byte[1_024]) >= 0;
    } catch (SocketTimeoutException e) {
      return true; // silent, but there
    }
  }

  @Test
  void tellsARefusedConnectionFromALostOne() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    HttpClient client = new HttpClient(new Endpoint.Tcp("127.0.0.1", port));

    assertThatThrownBy(() -> client.exchange(GET, SOON)).isInstanceOf(ConnectFailed.class);
    assertThatThrownBy(
            () -> new HttpClient(new Endpoint.Unix(directory.resolve("none"))).exchange(GET, SOON))
        .isInstanceOf(ConnectFailed.class);
    assertThatThrownBy(
            () ->
                new HttpClient(new Endpoint.Unix(directory.resolve("x".repeat(200))))
                    .exchange(GET, SOON))
        .isInstanceOf(ConnectFailed.class);
  }

  @Test
  void readsUrls() throws DecodeException {
    assertThat(Endpoint.parse("http://127.0.0.1:9528"))
        .isEqualTo(new Endpoint.Tcp("127.0.0.1", 9528));
    assertThat(Endpoint.parse("http://localhost/").text()).isEqualTo("http://localhost:80");
    assertThat(Endpoint.parse("http://[::1]:9528")).isEqualTo(new Endpoint.Tcp("::1", 9528));
    assertThat(Endpoint.parse("http://[::1]:9528").authority()).isEqualTo("[::1]:9528");
    for (String bad :
        new String[] {
          "127.0.0.1:9528",
          "http://",
          "http://a b",
          "http://x:0",
          "http://x:65536",
          "http://x/api",
          "http://u:p@x",
          "http://x?q",
          "https://x",
          "unix:/x",
          ""
        }) {
      assertThatThrownBy(() -> Endpoint.parse(bad)).as(bad).isInstanceOf(DecodeException.class);
    }
  }

  @Test
  void refusesHeadersThatWouldBreakOut() {
    assertThatThrownBy(() -> new HttpRequest("GET", "/", Map.of("A", "b\r\nC: d"), new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HttpRequest("GET", "/ü", Map.of(), new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String serve(ServerSocketChannel server, String answer) {
    try (SocketChannel channel = server.accept()) {
      ByteBuffer request = ByteBuffer.allocate(4_096);
      channel.read(request);
      channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
      return new String(request.array(), 0, request.position(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
