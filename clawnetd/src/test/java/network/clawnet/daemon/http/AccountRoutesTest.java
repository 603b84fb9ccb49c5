package network.clawnet.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.http.testing.FakeNode;
import network.clawnet.daemon.http.testing.TestServer;
import network.clawnet.daemon.http.testing.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountRoutesTest {
  private static final String PASSPHRASE = "\"passphrase\":\"correct horse battery\"";

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
  void listsTheNodesAccounts() {
    assertThat(items(server.get("/api/accounts"), "accounts")).hasSize(2);
  }

  @Test
  void showsACredentialItsOwnAccountOnly() {
    String secret = server.node.credentials.issue("c1", FakeNode.ALICE, Scope.READ);

    Reply reply =
        server.send("/api/accounts", it -> it.GET().header("Authorization", "Bearer " + secret));

    assertThat(items(reply, "accounts"))
        .singleElement()
        .isInstanceOfSatisfying(
            Json.Obj.class,
            account -> assertThat(account.get("did")).isEqualTo(Json.of(FakeNode.ALICE.text())));
  }

  @Test
  void createsUnlocksLocksAndExports() {
    Reply created = server.post("/api/accounts", "{" + PASSPHRASE + ",\"name\":\"shop\"}");
    Reply unlocked = server.post("/api/accounts/unlock", "{" + PASSPHRASE + ",\"seconds\":60}");
    Reply lockedOne =
        server.post("/api/accounts/lock", "{\"did\":\"" + FakeNode.ALICE.text() + "\"}");
    Reply lockedAll = server.post("/api/accounts/lock", "");
    Reply exported =
        server.post("/api/accounts/export", "{" + PASSPHRASE + ",\"exportPassphrase\":\"other\"}");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.get("index")).isEqualTo(Json.of(2));
    assertThat(unlocked.get("did")).isEqualTo(Json.of(FakeNode.OWN.text()));
    assertThat(items(lockedOne, "locked")).hasSize(1);
    assertThat(items(lockedAll, "locked")).hasSize(2);
    assertThat(exported.get("key")).isInstanceOf(Json.Obj.class);
  }

  @Test
  void takesOverAnExportedKey() {
    String key = "\"key\":{\"kdf\":\"argon2id\"},\"keyPassphrase\":\"other\"";
    Reply imported = server.post("/api/accounts/import", "{" + PASSPHRASE + "," + key + "}");
    Reply without = server.post("/api/accounts/import", "{" + PASSPHRASE + "}");

    assertThat(imported.status()).isEqualTo(201);
    assertThat(imported.get("did")).isEqualTo(Json.of(FakeNode.BOB.text()));
    assertThat(without.code()).isEqualTo("INVALID_REQUEST");
  }

  @Test
  void changesThePassphraseOfAllAccounts() {
    Reply reply =
        server.post("/api/accounts/passwd", "{" + PASSPHRASE + ",\"newPassphrase\":\"new one\"}");

    assertThat(reply.get("accounts")).isEqualTo(Json.of(2));
  }

  @Test
  void letsACredentialLockNothingButItsAccount() {
    String secret = server.node.credentials.issue("c1", FakeNode.ALICE, Scope.ADMIN);

    Reply all = server.send("/api/accounts/lock", with(secret, "{}"));
    Reply foreign =
        server.send(
            "/api/accounts/lock", with(secret, "{\"did\":\"" + FakeNode.OWN.text() + "\"}"));

    assertThat(items(all, "locked")).containsExactly(Json.of(FakeNode.ALICE.text()));
    assertThat(foreign.code()).isEqualTo("FORBIDDEN");
  }

  @Test
  void makesRotatesAndRevokesCredentials() {
    Reply made =
        server.post(
            "/api/credentials",
            "{\"did\":\""
                + FakeNode.ALICE.text()
                + "\",\"scopes\":[\"transfer\",\"read\"],\"maxPerTx\":50,\"maxPerDay\":\"500\"}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.get("secret")).isEqualTo(Json.of("ap_new"));
    Reply listed = server.get("/api/credentials");
    assertThat(items(listed, "credentials"))
        .singleElement()
        .isInstanceOfSatisfying(
            Json.Obj.class,
            it -> {
              assertThat(it.get("scopes"))
                  .isEqualTo(Json.of(List.of(Json.of("read"), Json.of("transfer"))));
              assertThat(it.get("maxPerTx")).isEqualTo(Json.of(50));
              assertThat(it.get("maxPerDay")).isEqualTo(Json.of(500));
              assertThat(it.has("secret")).isFalse();
            });
    assertThat(server.post("/api/credentials/new/rotate", "").get("id")).isEqualTo(Json.of("new"));
    assertThat(server.send("/api/credentials/new", HttpRequest.Builder::DELETE).get("revoked"))
        .isEqualTo(Json.of(true));
    assertThat(server.send("/api/credentials/new", HttpRequest.Builder::DELETE).code())
        .isEqualTo("CREDENTIAL_NOT_FOUND");
  }

  @Test
  void refusesARevokedCredential() {
    String secret = server.node.credentials.issue("c1", FakeNode.ALICE, Scope.READ);
    server.send("/api/credentials/c1", HttpRequest.Builder::DELETE);

    Reply reply =
        server.send(
            "/api/wallet/balance", it -> it.GET().header("Authorization", "Bearer " + secret));

    assertThat(reply.status()).isEqualTo(401);
  }

  @Test
  void showsSignaturesNewestFirst() {
    Reply reply = server.get("/api/audit?limit=5&before=9&did=" + FakeNode.ALICE.text());

    assertThat(items(reply, "entries")).hasSize(1);
    assertThat(server.get("/api/audit?before=0").code()).isEqualTo("INVALID_REQUEST");
  }

  private static UnaryOperator<HttpRequest.Builder> with(String secret, String body) {
    return request -> TestServer.json(request, body).header("Authorization", "Bearer " + secret);
  }

  private static List<Json> items(Reply reply, String name) {
    assertThat(reply.get(name)).as(reply.message()).isInstanceOf(Json.Arr.class);
    return ((Json.Arr) Objects.requireNonNull(reply.get(name))).items();
  }
}
