package network.clawnet.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.http.testing.FakePeers;
import network.clawnet.daemon.http.testing.TestServer;
import network.clawnet.daemon.http.testing.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PeerRoutesTest {
  private static final String ID = FakePeers.PEER.text();
  private static final String ADDRESS = "/ip4/192.0.2.1/tcp/9527/p2p/" + ID;

  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private Reply delete(String path) {
    return server.send(path, request -> request.DELETE());
  }

  @Test
  void showsWhatIsKnownOfConnectedPeers() {
    server.node.peers.connect();

    Reply reply = server.get("/api/node/peers");

    assertThat(reply.get("total")).isEqualTo(Json.of(1));
    assertThat(CanonicalJson.text(reply.body()))
        .isEqualTo(
            "{\"banned\":[],\"kept\":[],\"peers\":[{\"addresses\":[\"/ip4/192.0.2.1/tcp/9527\"],"
                + "\"agent\":\"other/1.0\",\"connectedAt\":5000,\"direction\":\"inbound\","
                + "\"kept\":true,\"latencyMicros\":3000,\"peerId\":\""
                + ID
                + "\",\"protocols\":[\"/ipfs/ping/1.0.0\"],\"score\":-1}],\"total\":1}");
  }

  @Test
  void keepsAPeerAndForgetsIt() {
    Reply kept = server.post("/api/node/peers", "{\"address\":\"" + ADDRESS + "\"}");

    assertThat(kept.status()).isEqualTo(200);
    assertThat(kept.get("peerId")).isEqualTo(Json.of(ID));
    assertThat(server.node.peers.kept).containsExactly(ADDRESS);
    assertThat(delete("/api/node/peers/" + ID).get("removed")).isEqualTo(Json.of(true));
    assertThat(server.node.peers.kept).isEmpty();
    assertThat(delete("/api/node/peers/" + ID).code()).isEqualTo("PEER_NOT_FOUND");
  }

  @Test
  void bansAPeerForADayUnlessToldOtherwise() {
    Reply day = server.post("/api/node/peers/" + ID + "/ban", "{}");
    Reply hour =
        server.post("/api/node/peers/" + ID + "/ban", "{\"seconds\":3600,\"why\":\"spam\"}");

    assertThat(day.get("until")).isEqualTo(Json.of(86_400_000));
    assertThat(day.get("why")).isEqualTo(Json.of("by hand"));
    assertThat(hour.get("until")).isEqualTo(Json.of(3_600_000));
    assertThat(hour.get("why")).isEqualTo(Json.of("spam"));
    assertThat(delete("/api/node/peers/" + ID + "/ban").get("unbanned")).isEqualTo(Json.of(true));
    assertThat(delete("/api/node/peers/" + ID + "/ban").status()).isEqualTo(404);
  }

  @Test
  void refusesWhatIsNoPeerNoTimeAndNoAddress() {
    assertThat(delete("/api/node/peers/nonsense").code()).isEqualTo("INVALID_REQUEST");
    assertThat(delete("/api/node/peers/%7BpeerId%7D").message()).contains("placeholder");
    assertThat(server.post("/api/node/peers", "{}").code()).isEqualTo("INVALID_REQUEST");
    assertThat(server.post("/api/node/peers", "{\"address\":\"nonsense\"}").code())
        .isEqualTo("INVALID_REQUEST");
    for (String seconds : new String[] {"0", "315360001", "-1", "1.5"}) {
      Reply reply = server.post("/api/node/peers/" + ID + "/ban", "{\"seconds\":" + seconds + "}");
      assertThat(reply.code()).as(seconds).isEqualTo("INVALID_REQUEST");
    }
    assertThat(server.node.peers.bans).isEmpty();
  }
}
