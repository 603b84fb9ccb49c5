package network.clawnet.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Address;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.HistoryPage;
import network.clawnet.daemon.app.Intent;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.Submission;
import network.clawnet.daemon.http.testing.FakeLedger;
import network.clawnet.daemon.http.testing.FakeNode;
import network.clawnet.daemon.http.testing.FakeSubmitter;
import network.clawnet.daemon.http.testing.TestServer;
import network.clawnet.daemon.http.testing.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WalletRoutesTest {
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
  void transfersWithTheSeedsFullBody() {
    Reply reply =
        server.post(
            "/api/wallet/transfer",
            """
            {"did": "%s", "passphrase": "correct horse battery", "to": "%s",
             "amount": 100, "fee": 2, "nonce": 1, "prev": "0x%s"}
            """
                .formatted(FakeNode.ALICE.text(), Address.of(FakeNode.BOB), HASH));

    Intent intent = server.node.submitter.intent();
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.get("txHash")).asString().contains("0x");
    assertThat(reply.get("status")).isEqualTo(Json.of("broadcast"));
    assertThat(reply.get("amount")).isEqualTo(Json.of(100));
    assertThat(reply.get("from")).isEqualTo(Json.of(FakeNode.ALICE.text()));
    assertThat(reply.get("to")).isEqualTo(Json.of(FakeNode.BOB.text()));
    assertThat(intent.issuer()).isEqualTo(FakeNode.ALICE);
    assertThat(intent.type()).isEqualTo("wallet.transfer");
    assertThat(intent.payload())
        .isEqualTo(Json.object().put("to", FakeNode.BOB.text()).put("amount", "100").build());
    assertThat(intent.fee()).contains(new Tokens(2));
    assertThat(intent.nonce()).hasValue(1);
    assertThat(intent.prev().map(Hash::hex)).contains(HASH);
    assertThat(server.node.submitter.options().passphrase())
        .isEqualTo("correct horse battery".toCharArray());
  }

  @Test
  void transfersWithTheSeedsShortBodyFromTheNodesOwnAccount() {
    Reply reply = transfer("", "");

    Intent intent = server.node.submitter.intent();
    assertThat(reply.status()).isEqualTo(200);
    assertThat(intent.issuer()).isEqualTo(FakeNode.OWN);
    assertThat(intent.nonce()).isEmpty();
    assertThat(intent.fee()).isEmpty();
    assertThat(server.node.submitter.options().passphrase()).isNull();
    assertThat(server.node.submitter.options().waitFor()).isEmpty();
  }

  @Test
  void takesAmountsAsDigitsUpToTheLargest() {
    server.post(
        "/api/wallet/transfer",
        "{\"to\":\"" + FakeNode.BOB.text() + "\",\"amount\":\"9000000000000000\"}");

    assertThat(server.node.submitter.intent().payload().get("amount"))
        .isEqualTo(Json.of("9000000000000000"));
  }

  @Test
  void waitsForFinalityWhenAsked() {
    Reply reply = transfer("?wait=final&timeout=60", "");

    assertThat(reply.get("status")).isEqualTo(Json.of("final"));
    assertThat(reply.get("height")).isEqualTo(Json.of(8));
    assertThat(server.node.submitter.options().waitFor()).contains(Duration.ofSeconds(60));
  }

  @Test
  void waitsByPreferHeaderNoLongerThanAMinute() {
    transfer("", "respond-async, wait=300");

    assertThat(server.node.submitter.options().waitFor()).contains(Duration.ofSeconds(60));
  }

  @Test
  void triesWithoutSubmitting() {
    Reply reply = transfer("?dryRun=true", "");

    assertThat(reply.get("dryRun")).isEqualTo(Json.of(true));
    assertThat(reply.get("total")).isEqualTo(Json.of(101));
    assertThat(reply.get("balanceAfter")).isEqualTo(Json.of(899));
    assertThat(server.node.submitter.submissions).hasValue(0);
  }

  @Test
  void tellsWhatIsNeededAndAvailable() {
    server.node.submitter.refuseWith(
        new CompletionException(
            new Refused(AccountCodes.INSUFFICIENT_BALANCE, "you have 5 and need 101")
                .with("needed", 101)
                .with("available", 5)));

    Reply reply = transfer("", "");

    assertThat(reply.status()).isEqualTo(402);
    assertThat(reply.code()).isEqualTo("INSUFFICIENT_BALANCE");
    assertThat(reply.get("needed")).isEqualTo(Json.of(101));
    assertThat(reply.get("available")).isEqualTo(Json.of(5));
  }

  @Test
  void answersALateRefusalLikeAnEarlyOne() {
    CompletableFuture<Submission> later = new CompletableFuture<>();
    server.node.submitter.answerWith(later);
    CompletableFuture<Reply> reply = CompletableFuture.supplyAsync(() -> transfer("", ""));

    awaitSubmission();
    later.completeExceptionally(new Refused(AppCodes.ACCOUNT_LOCKED, "unlock it"));

    assertThat(reply.join().status()).isEqualTo(423);
    assertThat(reply.join().code()).isEqualTo("ACCOUNT_LOCKED");
  }

  @Test
  void hidesFaultsBehindAnId() {
    server.node.submitter.refuseWith(new IllegalStateException("secret detail"));

    Reply reply = transfer("", "");

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.code()).isEqualTo("INTERNAL_ERROR");
    assertThat(reply.message()).doesNotContain("secret").containsPattern("id [0-9a-f]{8}");
  }

  @Test
  void hidesStorageFaultsOfQueries() {
    server.node.ledger.broken = new IOException("/data/ledger is broken");

    Reply reply = server.get("/api/wallet/balance");

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.message()).doesNotContain("/data");
  }

  @Test
  void showsBalancesOfAnybodyByDidOrAddress() {
    Reply own = server.get("/api/wallet/balance");
    Reply bob = server.get("/api/wallet/balance?address=" + Address.of(FakeNode.BOB));

    assertThat(own.get("did")).isEqualTo(Json.of(FakeNode.OWN.text()));
    assertThat(own.get("balance")).isEqualTo(Json.of(1000));
    assertThat(own.get("available")).isEqualTo(Json.of(950));
    assertThat(own.get("pending")).isEqualTo(Json.of(50));
    assertThat(own.get("locked")).isEqualTo(Json.of(0));
    assertThat(own.get("nextNonce")).isEqualTo(Json.of(6));
    assertThat(bob.get("did")).isEqualTo(Json.of(FakeNode.BOB.text()));
  }

  @Test
  void pagesThroughHistory() {
    Reply reply =
        server.get(
            "/api/wallet/history?did=" + FakeNode.ALICE.text() + "&type=sent&limit=5&offset=3");

    assertThat(server.node.ledger.asked)
        .isEqualTo(new HistoryPage.Query(FakeNode.ALICE, HistoryPage.Filter.SENT, 5, 3));
    assertThat(reply.get("total")).isEqualTo(Json.of(30));
    assertThat(reply.get("hasMore")).isEqualTo(Json.of(true));
    assertThat(reply.get("pagination"))
        .isEqualTo(Json.object().put("limit", 5).put("offset", 3).build());
  }

  @Test
  void createsAnEscrowUnderTheIdThatFollowsFromItsEvent() {
    Reply reply =
        server.post(
            "/api/wallet/escrow",
            """
            {"did": "%s", "passphrase": "...........", "beneficiary": "%s",
             "amount": 500, "releaseRules": [{ "id": "rule-1" }], "nonce": 2}
            """
                .formatted(FakeNode.ALICE.text(), Address.of(FakeNode.BOB)));

    Hash hash = FakeSubmitter.submission(FakeNode.ALICE, false).hash();
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.get("id")).isEqualTo(Json.of("escrow-" + hash.hex().substring(0, 32)));
    assertThat(server.node.submitter.intent().payload().get("amount")).isEqualTo(Json.of("500"));
    assertThat(server.node.submitter.intent().payload().has("escrowId")).isFalse();
  }

  @Test
  void fillsInTheResourcePrevThatACallerLeavesOut() {
    server.node.ledger.escrows.put("deal", FakeLedger.sample("deal"));

    Reply reply =
        server.post("/api/wallet/escrow/deal/release", "{\"amount\":200,\"ruleId\":\"rule-1\"}");

    Hash present = FakeLedger.sample("deal").resourcePrev();
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.get("remaining")).isEqualTo(Json.of(300));
    assertThat(reply.get("state")).isEqualTo(Json.of("releasing"));
    assertThat(reply.get("status")).isEqualTo(Json.of("broadcast"));
    assertThat(server.node.submitter.intent().payload())
        .isEqualTo(
            Json.object()
                .put("escrowId", "deal")
                .put("amount", "200")
                .put("ruleId", "rule-1")
                .put("resourcePrev", present.hex())
                .build());
  }

  @Test
  void passesOnTheResourcePrevThatACallerNames() {
    server.node.ledger.escrows.put("deal", FakeLedger.sample("deal"));

    server.post(
        "/api/wallet/escrow/deal/fund", "{\"amount\":100,\"resourcePrev\":\"0x" + HASH + "\"}");

    assertThat(server.node.submitter.intent().type()).isEqualTo("wallet.escrow.fund");
    assertThat(server.node.submitter.intent().payload().get("resourcePrev"))
        .isEqualTo(Json.of(HASH));
  }

  @Test
  void refundsAllThatRemainsUnlessTold() {
    server.node.ledger.escrows.put("deal", FakeLedger.sample("deal"));

    server.post("/api/wallet/escrow/deal/refund", "{\"reason\":\"contract_cancelled\"}");

    assertThat(server.node.submitter.intent().payload().get("amount")).isEqualTo(Json.of("300"));
  }

  @Test
  void showsEscrowsWithWhatTheNextCallNeeds() {
    server.node.ledger.escrows.put("deal", FakeLedger.sample("deal"));

    Reply one = server.get("/api/wallet/escrow/deal");
    Reply all = server.get("/api/wallet/escrows?role=depositor");

    assertThat(one.get("status")).isEqualTo(Json.of("final"));
    assertThat(one.get("txHash")).isEqualTo(one.get("resourcePrev"));
    assertThat(all.get("total")).isEqualTo(Json.of(1));
  }

  private Reply transfer(String query, String prefer) {
    String body = "{\"to\":\"" + FakeNode.BOB.text() + "\",\"amount\":100}";
    return server.send(
        "/api/wallet/transfer" + query,
        request -> {
          TestServer.json(request, body);
          return prefer.isEmpty() ? request : request.header("Prefer", prefer);
        });
  }

  private void awaitSubmission() {
    while (server.node.submitter.submissions.get() == 0) {
      Thread.onSpinWait();
    }
  }
}
