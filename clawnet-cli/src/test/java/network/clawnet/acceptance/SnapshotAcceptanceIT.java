package network.clawnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import network.clawnet.core.codec.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A full node whose ledger is gone joins by a snapshot, within one process, and goes on. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class SnapshotAcceptanceIT {
  private static final int EPOCHS = 3;

  @TempDir Path directory;

  @Test
  void aFullNodeWithoutLedgerJoinsBySnapshotAndCanPayAgain() throws Exception {
    TestHome home = new TestHome(directory);
    try (LocalNetwork network = LocalNetwork.start(home, 1, 1, "--epoch", "5s")) {
      NodeProcess validator = network.node(0);
      NodeProcess joiner = network.node(1);
      String payee = joiner.api().get("/api/node/status").text("did");
      String first = pay(validator.api(), payee);
      Waiting.until(
          TestHome.LIMIT,
          () -> {
            pay(validator.api(), payee);
            return validator.api().get("/api/node/status").number("epoch") >= EPOCHS;
          },
          () -> "epochs do not end\n" + validator.output());
      joiner.kill();
      wipe(joiner.data()); // with the journal, which holds blocks too

      home.with("CLAWNET_NODE_JOIN", "snapshot");
      joiner.launch();
      Waiting.until(
          TestHome.LIMIT,
          () -> log(joiner).contains("the ledger of a snapshot was taken in"),
          () -> "no snapshot\n" + joiner.output());
      joiner.awaitAnswer();
      awaitHeight(joiner, validator);

      assertThat(log(joiner)).contains("taking a snapshot");
      assertThat(joiner.data().resolve("join")).doesNotExist();
      assertThat(joiner.api().get("/api/tx/" + first).status())
          .as("what came before the snapshot is not here")
          .isEqualTo(404);
      assertThat(balance(joiner.api(), payee)).isEqualTo(balance(validator.api(), payee));
      String did = validator.api().get("/api/node/status").text("did");
      assertThat(pay(joiner.api(), did)).as("its account is still unlocked").isNotEmpty();
      joiner.kill();
      joiner.start();
      pay(validator.api(), payee);
      awaitHeight(joiner, validator);
    }
  }

  private static void awaitHeight(NodeProcess joiner, NodeProcess validator) {
    Waiting.until(
        TestHome.LIMIT,
        () -> {
          Reply own = joiner.api().get("/api/node/status");
          return own.status() == 200
              && own.number("blockHeight")
                  >= validator.api().get("/api/node/status").number("blockHeight");
        },
        () -> "not joined\n" + joiner.output());
  }

  private static String pay(Api api, String to) {
    Json.Obj body = Json.object().put("to", to).put("amount", 1).build();
    Reply reply = api.post("/api/wallet/transfer?wait=final&timeout=30", body).expect(200);
    assertThat(reply.text("status")).as(reply::toString).isEqualTo("final");
    return reply.text("txHash");
  }

  private static String balance(Api api, String did) {
    return api.get("/api/wallet/balance?did=" + did).expect(200).body().get("balance") + "";
  }

  private static String log(NodeProcess node) throws IOException {
    return Files.readString(node.directory().resolve("logs/node.log"));
  }

  private static void wipe(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.delete(file);
      }
    }
  }
}
