package network.clawnet.daemon.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import network.clawnet.daemon.http.testing.FakeNode;
import network.clawnet.daemon.http.testing.RawHttp;
import network.clawnet.daemon.http.testing.TestServer;
import network.clawnet.daemon.http.testing.TestServer.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP itself allows and forbids, on one server. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerFormTest {
  private static final String TRANSFER = "/api/wallet/transfer";
  private static final String BODY = "{\"to\":\"" + FakeNode.BOB.text() + "\",\"amount\":100}";
  private static final String POST =
      "POST " + TRANSFER + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

  private TestServer server;

  @BeforeAll
  void start() throws IOException {
    server = new TestServer();
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/wallet/escrow/..%2f..%2fetc%2fpasswd",
        "/api/wallet/escrow/%2e%2e/%2e%2e",
        "/api/../../etc/passwd",
        "/api//node/status",
        "/api/identity/;x=1",
        "/api/tx/%00",
        "/api/tx/%zz",
        "/api/tx/%c0%ae",
        "/../etc/passwd",
        "/api/openapi.json/../../secret",
        "/api\\node\\status"
      })
  void findsNothingBehindACraftedPath(String path) throws IOException {
    String answer = RawHttp.once(server.port(), "GET " + path + " HTTP/1.1\r\nHost: localhost", "");

    assertThat(answer).containsPattern("^HTTP/1.1 (400|404)").contains("{\"error\":{\"code\":");
  }

  @Test
  void readsADidThatIsPercentEncoded() throws IOException {
    String encoded = FakeNode.BOB.text().replace(":", "%3A");

    assertThat(server.get("/api/identity/" + encoded).status()).isEqualTo(200);
    assertThat(server.get("/api/identity/" + FakeNode.BOB.text()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1",
        "GET /api/node/status HTTP/1.1\r\nHost: a\r\nHost: b",
        "GET /api/node/status HTTP/9.9\r\nHost: localhost",
        "NONSENSE"
      })
  void answersMalformedHeadsInTheSameShape(String head) throws IOException {
    String answer = RawHttp.once(server.port(), head, "");

    assertThat(answer).startsWith("HTTP/1.1 ").contains("{\"error\":{\"code\":");
    assertThat(answer).doesNotContain("Jetty").doesNotContain("<html>");
  }

  @Test
  void refusesHeadersThatAreTooLong() throws IOException {
    String answer =
        RawHttp.once(
            server.port(),
            "GET /api/node/status HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(20_000),
            "");

    assertThat(answer).startsWith("HTTP/1.1 431").contains("INVALID_REQUEST");
  }

  @Test
  void namesTheMethodsThatARouteTakes() throws IOException {
    Reply reply = server.get(TRANSFER);

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.code()).isEqualTo("METHOD_NOT_ALLOWED");
    assertThat(reply.raw().headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void answersHeadLikeGetWithoutABody() throws IOException {
    Reply head =
        server.send(
            "/api/wallet/balance?did=bad", it -> it.method("HEAD", BodyPublishers.noBody()));

    assertThat(head.status()).isEqualTo(400);
    assertThat(head.raw().body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "ümlaut", "\u0007"})
  void refusesAnOddIdempotencyKey(String key) throws IOException {
    int before = server.node.submitter.submissions.get();

    String answer = RawHttp.once(server.port(), POST + "Idempotency-Key: " + key + "", BODY);

    assertThat(answer).startsWith("HTTP/1.1 400").contains("{\"error\":{\"code\":");
    assertThat(server.node.submitter.submissions).hasValue(before);
  }

  @Test
  void answersSeveralRequestsOnOneConnection() throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      for (int i = 0; i < 3; i++) {
        http.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(http.readUntil("}")).startsWith("HTTP/1.1 200");
      }
    }
  }

  @Test
  void takesABodyOfTheLargestSize() throws IOException {
    String padded = BODY + " ".repeat((1 << 20) - BODY.length());

    assertThat(server.post(TRANSFER, padded).status()).isEqualTo(200);
    assertThat(server.post(TRANSFER, padded + " ").status()).isEqualTo(413);
  }

  @Test
  void takesABodyThatComesInPieces() throws IOException {
    Reply reply =
        server.send(
            TRANSFER,
            request ->
                request
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofInputStream(() -> new TrickleStream(BODY))));

    assertThat(reply.status()).isEqualTo(200);
  }
}
