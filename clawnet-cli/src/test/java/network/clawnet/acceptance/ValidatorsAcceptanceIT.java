package network.clawnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.codec.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Four validators in four processes agree, go on without one, stop without two, and resume. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ValidatorsAcceptanceIT {
  private static final long LONGEST_GAP_MILLIS = 3_000;
  private static final Duration RESUMES_WITHIN = Duration.ofSeconds(10);
  private static final int PAYMENTS_EACH = 3;

  @TempDir Path directory;

  @Test
  void fourValidatorsAgreeWithoutOneAndResumeAfterTwo() throws Exception {
    try (LocalNetwork network = LocalNetwork.start(new TestHome(directory), 4, 0)) {
      List<String> accounts = new ArrayList<>();
      for (int i = 0; i < network.size(); i++) {
        accounts.add(network.node(i).api().get("/api/node/status").text("did"));
      }
      List<String> paid = payEverywhere(network, accounts, List.of(0, 1, 2, 3));
      requireEverywhere(network, paid, List.of(0, 1, 2, 3));

      network.node(3).kill();
      long from = network.node(0).api().get("/api/node/status").number("blockHeight");
      paid.addAll(payEverywhere(network, accounts, List.of(0, 1, 2)));
      requireNoGap(network.node(0).api(), from);

      network.node(2).kill();
      long before = network.node(0).api().get("/api/node/status").number("blockHeight");
      String waiting = requireNothingFinal(network, accounts, before);

      network.node(2).launch();
      network.node(2).awaitAnswer();
      Waiting.until(
          RESUMES_WITHIN,
          () -> isFinal(network.node(0).api(), waiting),
          () -> "not resumed\n" + network.node(2).output());
      paid.add(waiting);
      network.node(3).start();
      requireEverywhere(network, paid, List.of(0, 1, 2, 3));
    }
  }

  /** Pays from each of these nodes to the next account and waits until each payment is final. */
  private static List<String> payEverywhere(
      LocalNetwork network, List<String> accounts, List<Integer> nodes) {
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < PAYMENTS_EACH; i++) {
      for (int node : nodes) {
        String to = accounts.get((node + 1) % accounts.size());
        Reply reply = pay(network.node(node).api(), to, "?wait=final&timeout=30");
        assertThat(reply.text("status")).as(reply::toString).isEqualTo("final");
        hashes.add(reply.text("txHash"));
      }
    }
    return hashes;
  }

  private static Reply pay(Api api, String to, String query) {
    Json.Obj body = Json.object().put("to", to).put("amount", 5).build();
    return api.post("/api/wallet/transfer" + query, body).expect(200);
  }

  private static boolean isFinal(Api api, String hash) {
    Reply reply = api.get("/api/tx/" + hash);
    return reply.status() == 200 && reply.text("status").equals("final");
  }

  /** All nodes have all payments, and one state at one height. */
  private static void requireEverywhere(
      LocalNetwork network, List<String> hashes, List<Integer> nodes) {
    for (int node : nodes) {
      Api api = network.node(node).api();
      for (String hash : hashes) {
        Waiting.until(
            TestHome.LIMIT,
            () -> isFinal(api, hash),
            () -> "node " + node + " lacks " + hash + "\n" + network.node(node).output());
      }
    }
    long height =
        nodes.stream()
            .mapToLong(it -> network.node(it).api().get("/api/node/status").number("blockHeight"))
            .min()
            .orElseThrow();
    TreeSet<String> roots = new TreeSet<>();
    for (int node : nodes) {
      roots.add(network.node(node).api().get("/api/blocks/" + height).text("stateRoot"));
    }
    assertThat(roots).hasSize(1);
  }

  private static void requireNoGap(Api api, long from) {
    long to = api.get("/api/node/status").number("blockHeight");
    assertThat(to).isGreaterThan(from);
    long last = api.get("/api/blocks/" + (from + 1)).number("timestamp");
    for (long height = from + 2; height <= to; height++) {
      long time = api.get("/api/blocks/" + height).number("timestamp");
      assertThat(time - last).as("before block " + height).isLessThan(LONGEST_GAP_MILLIS);
      last = time;
    }
  }

  private static String requireNothingFinal(
      LocalNetwork network, List<String> accounts, long before) {
    Api api = network.node(0).api();
    Reply reply = pay(api, accounts.get(1), "?wait=final&timeout=5");
    assertThat(reply.text("status")).isEqualTo("broadcast");
    assertThat(api.get("/api/node/status").number("blockHeight")).isLessThanOrEqualTo(before + 1);
    return reply.text("txHash");
  }
}
