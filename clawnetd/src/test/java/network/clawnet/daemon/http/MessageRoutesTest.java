package network.clawnet.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.app.message.Messages;
import network.clawnet.daemon.http.testing.FakeNode;
import network.clawnet.daemon.http.testing.TestServer;
import network.clawnet.daemon.http.testing.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageRoutesTest {
  private static final Hash DEAL = Hash.sha256(new byte[] {1});

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
  void sendsATextAboutADeal() {
    Reply reply = send("\"text\":\"h\u00e9llo\"");

    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(reply.get("id")).isEqualTo(Json.of("id1"));
    assertThat(reply.get("status")).isEqualTo(Json.of("waiting"));
    Messages.Draft draft = server.node.messages.sent.get(0);
    assertThat(draft.from()).isEqualTo(FakeNode.OWN);
    assertThat(draft.to()).isEqualTo(FakeNode.BOB);
    assertThat(draft.deal()).isEqualTo(DEAL);
    assertThat(draft.type()).isEqualTo("text");
    assertThat(new String(draft.body(), StandardCharsets.UTF_8)).isEqualTo("h\u00e9llo");
  }

  @Test
  void refusesWhatIsTooLargeOrMissing() {
    assertThat(send("\"text\":\"" + "x".repeat(262_144) + "\"").status()).isEqualTo(200);
    assertThat(send("\"text\":\"" + "x".repeat(262_145) + "\"").status()).isEqualTo(400);
    assertThat(send("\"text\":\"" + "\u00e9".repeat(131_073) + "\"").status()).isEqualTo(400);
    assertThat(send("\"type\":\"a\"").status()).isEqualTo(400);
    assertThat(send("\"text\":\"a\",\"type\":\"" + "\u00e9".repeat(33) + "\"").status())
        .isEqualTo(400);
    assertThat(
            server
                .post("/api/messages", "{\"to\":\"" + FakeNode.BOB.text() + "\",\"text\":\"a\"}")
                .status())
        .isEqualTo(400);
  }

  @Test
  void listsWhatCameAfterANumber() {
    server.node.messages.inbox.add(opened(1, "one".getBytes(StandardCharsets.UTF_8)));
    server.node.messages.inbox.add(opened(2, new byte[] {(byte) 0xff}));

    Reply reply = server.get("/api/messages");

    assertThat(reply.status()).isEqualTo(200);
    Json.Obj first =
        Json.object()
            .put("number", 1)
            .put("id", "x1")
            .put("from", FakeNode.BOB.text())
            .put("deal", DEAL.hex())
            .put("sentAt", 7)
            .put("receivedAt", 9)
            .put("type", "text")
            .put("text", "one")
            .build();
    Json.Obj second =
        first
            .without("text")
            .with("number", Json.of(2))
            .with("id", Json.of("x2"))
            .with("hex", Json.of("ff"));
    assertThat(reply.get("messages")).isEqualTo(Json.of(List.of(first, second)));
    assertThat(server.get("/api/messages?after=1").get("messages"))
        .isEqualTo(Json.of(List.of(second)));
    assertThat(server.get("/api/messages?limit=1").get("messages"))
        .isEqualTo(Json.of(List.of(first)));
  }

  @Test
  void tellsWhatBecameOfAMessage() {
    server.node.messages.states.put("abc", new Messages.State("delivered", 11));

    Reply reply = server.get("/api/messages/abc");

    assertThat(reply.get("status")).isEqualTo(Json.of("delivered"));
    assertThat(reply.get("at")).isEqualTo(Json.of(11));
    assertThat(server.get("/api/messages/other").status()).isEqualTo(404);
  }

  private Reply send(String rest) {
    return server.post(
        "/api/messages",
        "{\"to\":\"" + FakeNode.BOB.text() + "\",\"deal\":\"" + DEAL.hex() + "\"," + rest + "}");
  }

  private static Messages.Opened opened(long number, byte[] body) {
    return new Messages.Opened(number, 9, "x" + number, FakeNode.BOB, DEAL, 7, "text", body);
  }
}
