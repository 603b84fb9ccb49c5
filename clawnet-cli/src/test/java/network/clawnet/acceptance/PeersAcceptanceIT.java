package network.clawnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.codec.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that the operator of one introduces to each other, and parts again. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class PeersAcceptanceIT {
  @TempDir Path directory;

  @Test
  void anOperatorKeepsAndBansAPeerAcrossARestart() throws Exception {
    TestHome home = new TestHome(directory);
    try (NodeProcess here = NodeProcess.dev(home, home.path().resolve("here")).start();
        NodeProcess there = NodeProcess.dev(home, home.path().resolve("there")).start()) {
      String id = there.api().get("/api/node/status").text("peerId");
      String address = address(there);
      assertThat(address).startsWith("/ip4/127.0.0.1/tcp/").endsWith("/p2p/" + id);

      here.clawnet("peers", "add", address).expect(0);
      awaitPeers(here, 1);
      awaitPeers(there, 1);
      assertThat(here.clawnet("peers").expect(0).out()).contains(id, "clawnetd/");

      here.stop();
      awaitPeers(there, 0);
      here.start();
      awaitPeers(there, 1);

      here.clawnet("peers", "ban", address, "--for", "1h", "--reason", "for a test").expect(0);
      awaitPeers(there, 0);
      assertThat(here.clawnet("peers").expect(0).out()).contains("banned until", "for a test");
      there.clawnet("peers", "add", address(here)).expect(0);
      assertThat(here.api().get("/api/node/peers").number("total")).isZero();

      here.clawnet("peers", "unban", id).expect(0);
      awaitPeers(here, 1);
      here.clawnet("peers", "unban", id).expect(1);
    }
  }

  private static String address(NodeProcess node) {
    Json all = node.api().get("/api/node/status").expect(200).body().get("multiaddrs");
    List<Json> items = all instanceof Json.Arr array ? array.items() : List.of();
    if (items.isEmpty() || !(items.get(0) instanceof Json.Str first)) {
      throw new AssertionError("the node has no address");
    }
    return first.value();
  }

  private static void awaitPeers(NodeProcess node, int count) {
    Waiting.until(
        TestHome.LIMIT,
        () -> node.api().get("/api/node/status").number("peers") == count,
        () -> "not " + count + " peers: " + node.api().get("/api/node/peers"));
  }
}
