package network.clawnet.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Address;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.http.testing.FakeNode;
import network.clawnet.daemon.http.testing.TestServer;
import network.clawnet.daemon.http.testing.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeAndLedgerRoutesTest {
  private static final String HASH = "ab".repeat(32);

  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void tellsHowTheNodeIsDoing() {
    Reply reply = server.get("/api/node/status");

    assertThat(reply.body().members())
        .containsEntry("did", Json.of(FakeNode.OWN.text()))
        .containsEntry("synced", Json.of(true))
        .containsEntry("blockHeight", Json.of(7))
        .containsEntry("targetHeight", Json.of(9))
        .containsEntry("blocksPerSecond", Json.of(0))
        .containsEntry("peers", Json.of(0))
        .containsEntry("network", Json.of("local"));
    assertThat(server.get("/api/node/peers").get("total")).isEqualTo(Json.of(0));
    assertThat(server.get("/api/node/config").get("network")).isEqualTo(Json.of("local"));
  }

  @Test
  void turnsUnhealthyWhenAComponentStopsOnAFault() {
    assertThat(server.get("/health/ready").get("status")).isEqualTo(Json.of("ok"));

    server.faults.trip("the journal cannot be written");

    assertThat(server.get("/health/live").status()).isEqualTo(503);
    assertThat(server.get("/health/ready").get("reason"))
        .isEqualTo(Json.of("the journal cannot be written"));
  }

  @Test
  void servesItsOwnDescription() {
    assertThat(server.get("/api/openapi.json").get("openapi")).isEqualTo(Json.of("3.1.0"));
  }

  @Test
  void resolvesAnyDidFromItsKey() {
    Reply own = server.get("/api/identity");
    Reply bob = server.get("/api/identity/" + Address.of(FakeNode.BOB));

    assertThat(own.get("did")).isEqualTo(Json.of(FakeNode.OWN.text()));
    assertThat(bob.get("did")).isEqualTo(Json.of(FakeNode.BOB.text()));
    assertThat(bob.get("publicKey")).isEqualTo(Json.of(FakeNode.BOB.multibase()));
    assertThat(bob.get("registered")).isEqualTo(Json.of(false));
  }

  @Test
  void createsADocumentFirstAndUpdatesItLater() {
    Reply created = server.post("/api/identity", "{\"document\":{\"name\":\"a\"}}");

    assertThat(created.status()).isEqualTo(201);
    assertThat(server.node.submitter.intent().type()).isEqualTo("identity.create");

    Json.Obj present = Json.object().put("name", "a").build();
    server.node.ledger.documents.put(FakeNode.OWN, present);
    Reply updated = server.post("/api/identity", "{\"document\":{\"name\":\"b\"}}");

    assertThat(updated.status()).isEqualTo(200);
    assertThat(server.node.submitter.intent().type()).isEqualTo("identity.update");
    assertThat(server.node.submitter.intent().payload().get("prevDocHash"))
        .isEqualTo(Json.of(Hash.sha256(CanonicalJson.encode(present)).hex()));
  }

  @Test
  void registersACapabilityWithTheSeedsBody() {
    Reply reply =
        server.post(
            "/api/identity/capabilities",
            """
            {"did": "%s", "nonce": 1, "passphrase": "correct horse battery",
             "credential": {"issuer": "%s",
                            "credentialSubject": {"name": "translate", "pricing": {"perCall": 2}}},
             "prev": "%s"}
            """
                .formatted(FakeNode.ALICE.text(), FakeNode.BOB.text(), HASH));

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.get("id")).isEqualTo(reply.get("txHash"));
    assertThat(reply.get("name")).isEqualTo(Json.of("translate"));
    assertThat(reply.get("verified")).isEqualTo(Json.of(true));
    assertThat(server.node.submitter.intent().type()).isEqualTo("identity.capability.register");
  }

  @Test
  void showsTheFateOfAnEventWithAndWithoutPrefix() {
    Reply plain = server.get("/api/tx/" + HASH);
    Reply prefixed = server.get("/api/tx/0x" + HASH);

    assertThat(plain.get("status")).isEqualTo(Json.of("final"));
    assertThat(plain.get("confirmations")).isEqualTo(Json.of(7));
    assertThat(prefixed.body()).isEqualTo(plain.body());
  }

  @Test
  void handsOnASignedEventByteForByte() {
    String event = "{\"nonce\":1,\"type\":\"wallet.transfer\"}";

    Reply reply = server.post("/api/tx?wait=final", event + "\n");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(server.node.submitter.signed()).isEqualTo(event);
  }

  @Test
  void answersABatchLineByLineInOrder() {
    Reply reply = lines("{\"nonce\":1}\n{\"bad\":1}\n{\"nonce\":2}");

    String[] lines = new String(reply.raw().body(), StandardCharsets.UTF_8).split("\n", -1);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(lines).hasSize(4);
    assertThat(lines[0]).contains("\"status\":\"broadcast\"").contains("\"txHash\":\"0x");
    assertThat(lines[1]).contains("HASH_MISMATCH");
    assertThat(lines[2]).contains("broadcast");
    assertThat(lines[3]).isEmpty();
  }

  @Test
  void refusesABatchOverItsLimitWithoutSubmittingAny() {
    assertThat(lines("{}\n".repeat(2_000)).status()).isEqualTo(200);
    assertThat(lines("{}\n".repeat(2_001)).code()).isEqualTo("INVALID_REQUEST");
    assertThat(lines("{}\n\n{}").code()).isEqualTo("INVALID_REQUEST");
    assertThat(server.node.submitter.submissions).hasValue(2_000);
  }

  @Test
  void takesLinesWhereABatchIsMeantOnly() {
    Reply reply =
        server.send(
            "/api/wallet/transfer",
            request ->
                request.header("Content-Type", Body.LINES).POST(BodyPublishers.ofString("{}")));

    assertThat(reply.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void refusesAWholeBatchWhenACredentialDoesNotCoverOneEvent() {
    String secret = server.node.credentials.issue("c2", FakeNode.ALICE, Scope.READ, Scope.TRANSFER);
    String own = "{\"issuer\":\"" + FakeNode.ALICE.text() + "\",\"type\":\"wallet.transfer\"}";

    assertThat(lines(own, secret).status()).isEqualTo(200);
    assertThat(lines(own + "\n" + own.replace("transfer", "escrow.fund"), secret).code())
        .isEqualTo("FORBIDDEN");
    assertThat(server.node.submitter.submissions).hasValue(1);
  }

  private Reply lines(String body) {
    return lines(body, "");
  }

  private Reply lines(String body, String secret) {
    return server.send(
        "/api/tx",
        request -> {
          var post = request.header("Content-Type", Body.LINES);
          if (!secret.isEmpty()) {
            post.header("Authorization", "Bearer " + secret);
          }
          return post.POST(BodyPublishers.ofString(body));
        });
  }

  @Test
  void takesSignedEventsOfACredentialsOwnAccountOnly() {
    String secret = server.node.credentials.issue("c1", FakeNode.ALICE, Scope.READ, Scope.TRANSFER);

    assertThat(signed(secret, FakeNode.ALICE.text(), "wallet.transfer").status()).isEqualTo(200);
    assertThat(signed(secret, FakeNode.BOB.text(), "wallet.transfer").code())
        .isEqualTo("FORBIDDEN");
    assertThat(signed(secret, FakeNode.ALICE.text(), "wallet.escrow.create").code())
        .isEqualTo("FORBIDDEN");
  }

  private Reply signed(String secret, String issuer, String type) {
    return server.send(
        "/api/tx",
        request ->
            TestServer.json(request, "{\"issuer\":\"" + issuer + "\",\"type\":\"" + type + "\"}")
                .header("Authorization", "Bearer " + secret));
  }

  @Test
  void showsBlocksByHeightAndTheLatest() {
    assertThat(server.get("/api/blocks/3").get("height")).isEqualTo(Json.of(3));
    assertThat(server.get("/api/blocks/latest").get("height")).isEqualTo(Json.of(7));
    assertThat(server.get("/api/blocks?limit=2").get("blocks"))
        .isInstanceOfSatisfying(Json.Arr.class, blocks -> assertThat(blocks.items()).hasSize(2));
    assertThat(server.get("/api/ledger/supply").get("circulating")).isEqualTo(Json.of(70));
    assertThat(server.get("/api/ledger/genesis").get("network")).isEqualTo(Json.of("local"));
  }

  @Test
  void reportsProgressLineByLineAndTheResultLast() {
    Reply reply = server.post("/api/ledger/verify?progress=true", "{}");

    String[] lines = new String(reply.raw().body(), StandardCharsets.UTF_8).split("\n", -1);
    assertThat(reply.raw().headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/x-ndjson");
    assertThat(lines[lines.length - 2]).contains("\"ok\":true").contains("\"seconds\":2");
    assertThat(server.post("/api/ledger/verify", "{}").get("ok")).isEqualTo(Json.of(true));
  }

  @Test
  void givesTokensForTests() {
    Reply reply = server.post("/api/dev/faucet", "{\"did\":\"" + FakeNode.BOB.text() + "\"}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.get("to")).isEqualTo(Json.of(FakeNode.BOB.text()));
    assertThat(reply.get("amount")).isEqualTo(Json.of(100));
  }
}
