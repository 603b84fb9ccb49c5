package network.clawnet.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.message.Piece;
import network.clawnet.daemon.app.message.Contents;
import network.clawnet.daemon.http.testing.TestServer;
import network.clawnet.daemon.http.testing.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContentRoutesTest {
  private static final Hash HASH = Hash.sha256(new byte[] {1});

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
  void keepsATextUnderItsHash() {
    byte[] text = "h\u00e9llo".getBytes(StandardCharsets.UTF_8);

    Reply reply = server.post("/api/content", "{\"text\":\"h\u00e9llo\"}");

    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(reply.get("contentHash")).isEqualTo(Json.of("0x" + Hash.sha256(text).hex()));
    assertThat(reply.get("size")).isEqualTo(Json.of(text.length));
    assertThat(reply.get("state")).isEqualTo(Json.of("whole"));
    assertThat(server.node.contents.taken).containsExactlyElementsOf(Piece.cut(text));
  }

  @Test
  void takesLargerContentsInParts() {
    byte[] first = new byte[2 * Piece.MAX_BYTES];
    long size = first.length + 1L;

    Reply reply = part(first, size, 0);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(reply.get("state")).isEqualTo(Json.of("partial"));
    assertThat(reply.get("received")).isEqualTo(Json.of(first.length));
    assertThat(part(new byte[1], size, first.length).get("state")).isEqualTo(Json.of("whole"));
    assertThat(server.node.contents.taken).hasSize(3).allMatch(Piece::isRegular);
  }

  @Test
  void refusesPartsOfAnotherForm() {
    assertThat(part(new byte[5], 10, 0).status()).as("a crumb").isEqualTo(400);
    assertThat(part(new byte[5], 10, 5).status()).as("not at its place").isEqualTo(400);
    assertThat(part(new byte[5], 4, 0).status()).as("beyond the end").isEqualTo(400);
    assertThat(part(new byte[0], 4, 0).status()).as("nothing").isEqualTo(400);
    assertThat(server.post("/api/content", "{}").status()).isEqualTo(400);
    assertThat(server.post("/api/content", "{\"base64\":\"?\"}").status()).isEqualTo(400);
    assertThat(server.post("/api/content", "{\"text\":\"a\",\"size\":1}").status()).isEqualTo(400);
    assertThat(server.post("/api/content", "{\"text\":\"a\",\"offset\":1}").status())
        .isEqualTo(400);
    assertThat(server.node.contents.taken).isEmpty();
  }

  @Test
  void givesPartsAndSaysWhereTheNextOneIs() {
    server.node.contents.parts.put(0L, new Contents.Part(new byte[] {'a', 'b'}, 3));
    server.node.contents.parts.put(2L, new Contents.Part(new byte[] {'c'}, 3));

    Reply first = server.get("/api/content/" + HASH.hex());
    Reply last = server.get("/api/content/" + HASH.hex() + "?offset=2");

    assertThat(first.get("base64")).isEqualTo(Json.of("YWI="));
    assertThat(first.get("next")).isEqualTo(Json.of(2));
    assertThat(first.body().has("text")).isFalse();
    assertThat(last.get("base64")).isEqualTo(Json.of("Yw=="));
    assertThat(last.body().has("next")).isFalse();
    assertThat(server.get("/api/content/" + HASH.hex() + "?offset=1").code())
        .isEqualTo("CONTENT_NOT_FOUND");
    server.node.contents.parts.put(0L, new Contents.Part(new byte[] {'a', 'b'}, 2));
    assertThat(server.get("/api/content/" + HASH.hex()).get("text")).isEqualTo(Json.of("ab"));
  }

  @Test
  void forgetsAContent() {
    server.node.contents.parts.put(0L, new Contents.Part(new byte[1], 1));

    Reply reply = server.send("/api/content/" + HASH.hex(), request -> request.DELETE());

    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(server.node.contents.parts).isEmpty();
  }

  private Reply part(byte[] bytes, long size, long offset) {
    return server.post(
        "/api/content",
        "{\"contentHash\":\""
            + HASH.hex()
            + "\",\"size\":"
            + size
            + ",\"offset\":"
            + offset
            + ",\"base64\":\""
            + Base64.getEncoder().encodeToString(bytes)
            + "\"}");
  }
}
