package network.clawnet.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.app.message.Calls.Asked;
import network.clawnet.daemon.app.message.Calls.Form;
import network.clawnet.daemon.http.testing.FakeNode;
import network.clawnet.daemon.http.testing.TestServer;
import network.clawnet.daemon.http.testing.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallRoutesTest {
  private static final String ID = Hash.sha256(new byte[] {1}).hex();
  private static final String LEASE = "/api/markets/capabilities/leases/" + ID;
  private static final String ENDPOINT = "/api/markets/capabilities/" + ID + "/endpoint";

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
  void callsWithJsonTextOrBytes() {
    Reply json = server.post(LEASE + "/invoke", "{\"input\":{\"b\":1,\"a\":\"x\"}}");
    assertThat(json.status()).as(json.toString()).isEqualTo(200);
    assertThat(json.get("text")).isEqualTo(Json.of("{\"a\":\"x\",\"b\":1}"));
    assertThat(json.get("status")).isEqualTo(Json.of(200));
    assertThat(json.get("units")).isEqualTo(Json.of(7));
    server.post(LEASE + "/invoke", "{\"text\":\"say\"}");
    Reply bytes = server.post(LEASE + "/invoke", "{\"base64\":\"/w==\"}");
    assertThat(bytes.get("base64")).isEqualTo(Json.of("/w=="));

    assertThat(server.node.calls.asked)
        .extracting(Asked::form)
        .containsExactly(Form.JSON, Form.TEXT, Form.BYTES);
    assertThat(server.node.calls.asked.get(1).input())
        .isEqualTo("say".getBytes(StandardCharsets.UTF_8));
    assertThat(server.node.calls.asked.get(0).renter()).isEqualTo(FakeNode.OWN);
  }

  @Test
  void saysWhenTheAnswerHasNotCome() {
    Reply reply = server.post(LEASE + "/invoke", "{\"text\":\"say\",\"waitSeconds\":0}");

    assertThat(reply.get("state")).isEqualTo(Json.of("waiting"));
    assertThat(reply.body().has("status")).isFalse();
  }

  @Test
  void refusesCallsOfAnotherForm() {
    for (String body :
        List.of(
            "{}",
            "{\"text\":\"a\",\"base64\":\"AA==\"}",
            "{\"base64\":\"?\"}",
            "{\"text\":\"a\",\"waitSeconds\":61}",
            "{\"text\":\"" + "\u00e9".repeat(125_001) + "\"}")) {
      assertThat(server.post(LEASE + "/invoke", body).status()).isEqualTo(400);
    }
    assertThat(server.node.calls.asked).isEmpty();
  }

  @Test
  void tellsTheProviderWhatItMayBringToTheLedger() {
    Reply reply = server.get(LEASE + "/usage");

    assertThat(reply.get("units")).isEqualTo(Json.of(7));
    assertThat(reply.get("cosign"))
        .isEqualTo(
            Json.of(
                List.of(Json.object().put("did", FakeNode.BOB.text()).put("sig", "Ldp").build())));
  }

  @Test
  void takesEndpointsThatAreUrlsOfHttp() {
    assertThat(server.post(ENDPOINT, "{\"url\":\"http://127.0.0.1:8000/speak\"}").status())
        .isEqualTo(200);
    assertThat(server.post(ENDPOINT, "{}").status()).isEqualTo(200);
    assertThat(server.node.calls.endpoints)
        .extracting(Optional::isPresent)
        .containsExactly(true, false);
    for (String url : List.of("file:///etc/passwd", "http://", "http://a:b@c/", "no url")) {
      assertThat(server.post(ENDPOINT, "{\"url\":\"" + url + "\"}").status())
          .as(url)
          .isEqualTo(400);
    }
  }
}
