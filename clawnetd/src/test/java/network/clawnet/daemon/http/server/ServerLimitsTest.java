package network.clawnet.daemon.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.codec.Json;
import network.clawnet.core.config.ApiSection;
import network.clawnet.daemon.app.Submission;
import network.clawnet.daemon.http.testing.FakeFeed;
import network.clawnet.daemon.http.testing.FakeNode;
import network.clawnet.daemon.http.testing.FakeSubmitter;
import network.clawnet.daemon.http.testing.RawHttp;
import network.clawnet.daemon.http.testing.TestServer;
import network.clawnet.daemon.http.testing.TestServer.Reply;
import network.clawnet.daemon.metrics.LazyMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one caller can take of the server. */
@Timeout(60)
class ServerLimitsTest {
  private static final int FEW_THREADS = 12;
  private static final String TRANSFER = "/api/wallet/transfer";
  private static final String BODY = "{\"to\":\"" + FakeNode.BOB.text() + "\",\"amount\":100}";
  private static final String POST =
      "POST " + TRANSFER + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

  @Test
  void refusesAHundredMegabytesWithoutReadingThem() throws IOException {
    try (TestServer server = new TestServer();
        RawHttp http = new RawHttp(server.port())) {
      String answer = http.send(POST + "Content-Length: 104857600\r\n\r\n{").readToEnd();

      assertThat(answer).startsWith("HTTP/1.1 413").contains("PAYLOAD_TOO_LARGE");
    }
  }

  @Test
  void stopsReadingABodyOfUnknownLengthAtTheLimit() throws IOException {
    try (TestServer server = new TestServer();
        RawHttp http = new RawHttp(server.port())) {
      http.send(POST + "Transfer-Encoding: chunked\r\n\r\n");
      String chunk = "8000\r\n" + " ".repeat(0x8000) + "\r\n";
      for (int sent = 0; sent <= 1 << 20; sent += 0x8000) {
        http.send(chunk);
      }

      assertThat(http.readUntil("}}")).startsWith("HTTP/1.1 413").contains("PAYLOAD_TOO_LARGE");
    }
  }

  @Test
  void closesAConnectionWhoseHeadersTrickleIn() throws Exception {
    try (TestServer server = new TestServer();
        RawHttp http = new RawHttp(server.port())) {
      http.send("GET /api/node/status HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
      CompletableFuture<Integer> sent = CompletableFuture.supplyAsync(() -> trickle(http));

      String answer = http.readToEnd();

      assertThat(answer).doesNotContain("200 OK");
      assertThat(sent.get(20, TimeUnit.SECONDS)).isLessThan(100);
    }
  }

  /** Sends a byte now and then until the connection breaks; returns how many went. */
  private static int trickle(RawHttp http) {
    for (int sent = 0; sent < 100; sent++) {
      try {
        http.send("a");
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (IOException e) {
        return sent;
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return 100;
  }

  @Test
  void refusesABodyThatTakesTooLong() throws IOException {
    try (TestServer server = new TestServer();
        RawHttp http = new RawHttp(server.port())) {
      String answer = http.send(POST + "Content-Length: 100\r\n\r\n{").readToEnd();

      assertThat(answer).startsWith("HTTP/1.1 408").contains("REQUEST_TIMEOUT");
    }
  }

  @Test
  void answersWhileManyBodiesHang() throws IOException {
    List<RawHttp> hanging = new ArrayList<>();
    try (TestServer server = new TestServer()) {
      for (int i = 0; i < 100; i++) {
        RawHttp http = new RawHttp(server.port());
        hanging.add(http.send(POST + "Content-Length: 100\r\n\r\n{"));
      }

      assertThat(server.get("/api/node/status").status()).isEqualTo(200);
    } finally {
      for (RawHttp http : hanging) {
        http.close();
      }
    }
  }

  @Test
  void holdsNoThreadWhileAReaderTakesALargeAnswerSlowly() throws IOException {
    HttpLimits.Timeouts patient =
        new HttpLimits.Timeouts(
            Duration.ofSeconds(40),
            Duration.ofSeconds(40),
            Duration.ofSeconds(40),
            Duration.ofSeconds(40),
            Duration.ofSeconds(1));
    HttpLimits few = new HttpLimits(1 << 20, 16 << 10, 1_000, FEW_THREADS, patient);
    List<RawHttp> slow = new ArrayList<>();
    try (TestServer server = new TestServer(TestServer.open(), few)) {
      server.node.ledger.padding = 8_000_000;
      for (int i = 0; i <= FEW_THREADS; i++) {
        RawHttp http = new RawHttp(server.port());
        slow.add(http.send("GET /api/ledger/genesis HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        assertThat(http.readUntil("padding")).startsWith("HTTP/1.1 200");
      }

      assertThat(server.get("/api/node/status").status()).isEqualTo(200);
    } finally {
      for (RawHttp http : slow) {
        http.close();
      }
    }
  }

  @Test
  void sendsALargeAnswerWhole() throws IOException {
    try (TestServer server = new TestServer()) {
      server.node.ledger.padding = 3_000_000;

      for (int i = 0; i < 2; i++) {
        Reply reply = server.get("/api/ledger/genesis");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.raw().body()).hasSizeGreaterThan(3_000_000);
        assertThat(reply.get("network")).isEqualTo(Json.of("local"));
      }
    }
  }

  @Test
  void holdsNoThreadWhileCallersWaitForFinality() throws Exception {
    try (TestServer server = new TestServer()) {
      CompletableFuture<Submission> finality = new CompletableFuture<>();
      server.node.submitter.answerWith(finality);
      List<RawHttp> waiting = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        RawHttp http = new RawHttp(server.port());
        waiting.add(http.send(POST + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY));
      }
      while (server.node.submitter.submissions.get() < 100) {
        Thread.onSpinWait();
      }

      assertThat(server.get("/api/node/status").status()).isEqualTo(200);

      finality.complete(FakeSubmitter.submission(FakeNode.OWN, true));
      for (RawHttp http : waiting) {
        assertThat(http.readUntil("\"}")).startsWith("HTTP/1.1 200").contains("final");
        http.close();
      }
    }
  }

  @Test
  void waitsLongerForFinalityThanForAnIdleConnection() throws Exception {
    try (TestServer server = new TestServer()) {
      CompletableFuture<Submission> finality = new CompletableFuture<>();
      server.node.submitter.answerWith(finality);
      CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS)
          .execute(() -> finality.complete(FakeSubmitter.submission(FakeNode.OWN, true)));

      assertThat(server.post(TRANSFER + "?wait=final", BODY).status()).isEqualTo(200);
    }
  }

  @Test
  void letsARunningRequestEndWhenTheNodeStops() throws Exception {
    TestServer server = new TestServer();
    CompletableFuture<Submission> finality = new CompletableFuture<>();
    server.node.submitter.answerWith(finality);
    CompletableFuture<Reply> reply =
        CompletableFuture.supplyAsync(() -> server.post(TRANSFER, BODY));
    while (server.node.submitter.submissions.get() == 0) {
      Thread.onSpinWait();
    }

    CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> close(server));
    CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)
        .execute(() -> finality.complete(FakeSubmitter.submission(FakeNode.OWN, true)));

    assertThat(reply.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
    stop.get(20, TimeUnit.SECONDS);
  }

  private static void close(TestServer server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void saysSoWhenTheNodeDoesNotAnswerInTime() throws IOException {
    try (TestServer server = new TestServer()) {
      server.node.submitter.answerWith(new CompletableFuture<>());

      Reply reply = server.post(TRANSFER, BODY);

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.code()).isEqualTo("OVERLOADED");
    }
  }

  @Test
  void closesIdleConnections() throws IOException {
    try (TestServer server = new TestServer();
        RawHttp http = new RawHttp(server.port())) {
      assertThat(http.readToEnd()).isEmpty();
    }
  }

  @Test
  void countsRequestsByRouteAndStatus() throws IOException {
    try (TestServer server = new TestServer()) {
      server.get("/api/identity/nobody");
      server.get("/no/such/route");

      String text = new String(server.get("/metrics").raw().body(), StandardCharsets.UTF_8);

      assertThat(text)
          .contains(
              "http_server_requests_seconds_count{method=\"GET\",route=\"/api/identity/{did}\",status=\"400\"} 1")
          .contains("route=\"none\",status=\"404\"")
          .contains("ledger_height 7")
          .doesNotContain("nobody");
    }
  }

  @Test
  void opensNothingWithoutTheApi() throws IOException {
    int port = freePort();
    ApiSection off =
        new ApiSection(
            false, "127.0.0.1", port, null, null, null, new ApiSection.Access(false, false));

    try (TestServer server = new TestServer(off)) {
      assertThat(server.port()).isZero();
      assertThatThrownBy(() -> new RawHttp(port)).isInstanceOf(IOException.class);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void saysWhichPortIsTaken() throws IOException {
    try (TestServer first = new TestServer()) {
      ApiSection same =
          new ApiSection(
              true,
              "127.0.0.1",
              first.port(),
              null,
              null,
              null,
              new ApiSection.Access(false, false));
      HttpServer second =
          new HttpServer(
              same, TestServer.QUICK, first.node.credentials, new LazyMetrics(List.of()));

      second.prepare(List.of(), new FakeFeed());

      assertThatThrownBy(second::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port " + first.port())
          .hasMessageContaining("api.port");
    }
  }
}
