package network.clawnet.daemon.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.function.UnaryOperator;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.http.testing.FakeLedger;
import network.clawnet.daemon.http.testing.FakeNode;
import network.clawnet.daemon.http.testing.RawHttp;
import network.clawnet.daemon.http.testing.TestServer;
import network.clawnet.daemon.http.testing.TestServer.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guards at work in the real server, routes that do not exist included. */
class ServerGuardsTest {
  private static final String TRANSFER = "/api/wallet/transfer";
  private static final String BODY = "{\"to\":\"" + FakeNode.BOB.text() + "\",\"amount\":100}";

  @ParameterizedTest
  @ValueSource(strings = {"/api/node/status", "/nowhere", "/metrics", "/api/openapi.json"})
  void refusesARebindingPage(String path) throws IOException {
    try (TestServer server = new TestServer()) {
      String answer =
          RawHttp.once(server.port(), "GET " + path + " HTTP/1.1\r\nHost: evil.example", "");

      assertThat(answer).startsWith("HTTP/1.1 403").contains("FORBIDDEN");
    }
  }

  @Test
  void refusesACrossSitePost() throws IOException {
    try (TestServer server = new TestServer()) {
      Reply reply = server.send(TRANSFER, post("Origin", "http://evil.example"));

      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.raw().headers().map().keySet())
          .noneMatch(name -> name.startsWith("access-control"));
      assertThat(server.node.submitter.submissions).hasValue(0);
    }
  }

  @Test
  void answersNoPreflight() throws IOException {
    try (TestServer server = new TestServer()) {
      Reply reply =
          server.send(
              TRANSFER,
              request ->
                  request
                      .method("OPTIONS", BodyPublishers.noBody())
                      .header("Origin", "http://evil.example")
                      .header("Access-Control-Request-Method", "POST"));

      assertThat(reply.status()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json-seq",
        "application/json; charset=latin1"
      })
  void refusesWhatAFormOfAnotherSiteCouldSend(String type) throws IOException {
    try (TestServer server = new TestServer()) {
      Reply reply =
          server.send(
              TRANSFER,
              request -> request.header("Content-Type", type).POST(BodyPublishers.ofString(BODY)));

      assertThat(reply.status()).isEqualTo(415);
      assertThat(reply.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
      assertThat(server.node.submitter.submissions).hasValue(0);
    }
  }

  @Test
  void takesJsonWithACharsetOfUtf8() throws IOException {
    try (TestServer server = new TestServer()) {
      Reply reply =
          server.send(
              TRANSFER,
              request ->
                  request
                      .header("Content-Type", "Application/JSON; charset=\"UTF-8\"")
                      .POST(BodyPublishers.ofString(BODY)));

      assertThat(reply.status()).isEqualTo(200);
    }
  }

  @Test
  void needsTheTokenEverywhereButForHealth() throws IOException {
    try (TestServer server = new TestServer(TestServer.withToken("my-secret"))) {
      Reply missing = server.get("/api/node/status");
      Reply wrong = server.send("/metrics", get("Authorization", "Bearer my-secreT"));
      Reply unknownRoute = server.get("/nowhere");
      Reply right = server.send("/api/node/status", get("Authorization", "Bearer my-secret"));

      assertThat(missing.status()).isEqualTo(401);
      assertThat(missing.code()).isEqualTo("UNAUTHORIZED");
      assertThat(missing.raw().headers().firstValue("WWW-Authenticate")).contains("Bearer");
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(unknownRoute.status()).isEqualTo(401);
      assertThat(right.status()).isEqualTo(200);
      assertThat(server.get("/health/live").status()).isEqualTo(200);
    }
  }

  @Test
  void tellsHeadersApartThatDifferInCaseOnOneConnection() throws IOException {
    try (TestServer server = new TestServer(TestServer.withToken("my-secret"))) {
      for (String key : new String[] {"key-a", "KEY-A", "key-a"}) {
        server.send(
            TRANSFER,
            request ->
                TestServer.json(request, BODY)
                    .header("Authorization", "Bearer my-secret")
                    .header("Idempotency-Key", key));

        assertThat(server.node.submitter.options().idempotency().orElseThrow().key())
            .isEqualTo(key);
      }
      assertThat(server.send("/metrics", get("Authorization", "Bearer MY-SECRET")).status())
          .isEqualTo(401);
      assertThat(server.send("/metrics", get("Authorization", "Bearer my-secret")).status())
          .isEqualTo(200);
    }
  }

  @Test
  void refusesTheTokenBeforeItLooksAtTheBody() throws IOException {
    try (TestServer server = new TestServer(TestServer.withToken("my-secret"))) {
      assertThat(server.post(TRANSFER, "{nonsense").status()).isEqualTo(401);
    }
  }

  @Test
  void answersQueriesOnlyInReadOnlyMode() throws IOException {
    try (TestServer server = new TestServer(TestServer.readonly())) {
      Reply write = server.post(TRANSFER, BODY);

      assertThat(write.status()).isEqualTo(403);
      assertThat(write.code()).isEqualTo("READ_ONLY");
      assertThat(server.post("/api/accounts/lock", "{}").code()).isEqualTo("READ_ONLY");
      assertThat(server.get("/api/wallet/balance").status()).isEqualTo(200);
      assertThat(server.post("/api/ledger/verify", "").status()).isEqualTo(200);
      assertThat(server.node.submitter.submissions).hasValue(0);
    }
  }

  @Test
  void letsACredentialActForItsAccountWithinItsScopes() throws IOException {
    try (TestServer server = new TestServer()) {
      String secret = server.node.credentials.issue("c1", FakeNode.ALICE, Scope.TRANSFER);
      server.node.ledger.escrows.put("deal", FakeLedger.sample("deal"));

      Reply transfer = server.send(TRANSFER, post("Authorization", "Bearer " + secret));
      Reply read = server.send("/api/wallet/balance", get("Authorization", "Bearer " + secret));
      Reply escrow =
          server.send("/api/wallet/escrow/deal/fund", post("Authorization", "Bearer " + secret));

      assertThat(transfer.status()).isEqualTo(200);
      assertThat(server.node.submitter.intent().issuer()).isEqualTo(FakeNode.ALICE);
      assertThat(read.code()).isEqualTo("FORBIDDEN");
      assertThat(read.message()).contains("read");
      assertThat(escrow.code()).isEqualTo("FORBIDDEN");
    }
  }

  @Test
  void refusesACredentialOfAnotherAccount() throws IOException {
    try (TestServer server = new TestServer()) {
      String secret =
          server.node.credentials.issue("c1", FakeNode.ALICE, Scope.TRANSFER, Scope.ADMIN);
      String foreign = BODY.replace("{", "{\"did\":\"" + FakeNode.OWN.text() + "\",");

      Reply reply = server.send(TRANSFER, post("Authorization", "Bearer " + secret, foreign));

      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.message()).contains(FakeNode.ALICE.text());
      assertThat(server.node.submitter.submissions).hasValue(0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/credentials,'{\"scopes\":[\"transfer\"]}'",
    "/api/credentials/c1/rotate,'{}'",
    "/api/accounts/passwd,'{\"passphrase\":\"a\",\"newPassphrase\":\"b\"}'"
  })
  void keepsTheOperatorsCallsFromEveryCredential(String path, String body) throws IOException {
    try (TestServer server = new TestServer()) {
      String secret = server.node.credentials.issue("c1", FakeNode.ALICE, Scope.values());

      Reply reply = server.send(path, post("Authorization", "Bearer " + secret, body));

      assertThat(reply.code()).isEqualTo("FORBIDDEN");
    }
  }

  @Test
  void hidesTheDataDirectoryFromCredentials() throws IOException {
    try (TestServer server = new TestServer()) {
      String secret = server.node.credentials.issue("c1", FakeNode.ALICE, Scope.READ);

      assertThat(server.get("/api/node/status").get("dataDir")).isNotNull();
      assertThat(
              server
                  .send("/api/node/status", get("Authorization", "Bearer " + secret))
                  .get("dataDir"))
          .isNull();
    }
  }

  private static UnaryOperator<HttpRequest.Builder> get(String header, String value) {
    return request -> request.GET().header(header, value);
  }

  private static UnaryOperator<HttpRequest.Builder> post(String header, String value) {
    return post(header, value, BODY);
  }

  private static UnaryOperator<HttpRequest.Builder> post(String header, String value, String body) {
    return request -> TestServer.json(request, body).header(header, value);
  }
}
