package network.clawnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.codec.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A light node beside validators and a full node: its answers are proved, its payments final. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
final class LightAcceptanceIT {
  private static final int VALIDATORS = 2;

  @TempDir Path directory;

  @Test
  void aLightNodeProvesWhatItSaysAndPaysAsAnyOther() throws Exception {
    try (LocalNetwork network = LocalNetwork.withLight(new TestHome(directory), VALIDATORS, 1, 1)) {
      NodeProcess lightNode = network.node(VALIDATORS + 1);
      Api validator = network.node(0).api();
      Api light = lightNode.api();
      Waiting.until(
          TestHome.LIMIT,
          () -> light.get("/api/node/status").flag("synced"),
          () -> "not synced\n" + lightNode.output());
      Reply status = light.get("/api/node/status");
      assertThat(status.text("nodeType")).isEqualTo("light");
      assertThat(status.flag("ready")).isTrue();
      String own = status.text("did");
      String other = validator.get("/api/node/status").text("did");
      long before = balance(light, own);
      long beforeOther = balance(light, other);

      Reply sent = pay(light, other, 500);
      Reply back = pay(validator, own, 200);

      assertThat(requireProved(light, own, sent)).isLessThan(before);
      assertThat(balance(light, own)).isEqualTo(before - 500 - sent.number("fee") + 200);
      assertThat(balance(light, other)).isEqualTo(beforeOther + 500 - 200 - back.number("fee"));
      assertThat(balance(validator, own)).isEqualTo(balance(light, own));
      Reply event = light.get("/api/tx/" + sent.text("txHash")).expect(200);
      assertThat(event.text("status")).isEqualTo("final");
      assertThat(event.object("proof").get("proven")).isEqualTo(Json.of(true));

      requireRefusals(light);
      requireTheSameAfterARestart(lightNode, own);
      assertThat(Files.exists(lightNode.data().resolve("ledger"))).isFalse();
    }
  }

  private static Reply pay(Api api, String to, long amount) {
    Json.Obj body = Json.object().put("to", to).put("amount", amount).build();
    Reply reply = api.post("/api/wallet/transfer?wait=final&timeout=30", body).expect(200);
    assertThat(reply.text("status")).as(reply::toString).isEqualTo("final");
    return reply;
  }

  private static long balance(Api api, String did) {
    return api.get("/api/wallet/balance?did=" + did).expect(200).number("balance");
  }

  /** The node shows nothing from before a block that it has told of. */
  private static long requireProved(Api light, String did, Reply sent) {
    Reply balance = light.get("/api/wallet/balance?did=" + did).expect(200);
    Json.Obj proof = balance.object("proof");
    assertThat(proof.get("proven")).isEqualTo(Json.of(true));
    assertThat(proof.get("height"))
        .isInstanceOfSatisfying(
            Json.Num.class,
            height -> assertThat(height.value()).isGreaterThanOrEqualTo(sent.number("height")));
    return balance.number("balance");
  }

  private static void requireRefusals(Api light) {
    Reply dear =
        light.post(
            "/api/wallet/transfer",
            Json.object()
                .put("to", light.get("/api/node/status").text("did"))
                .put("amount", 9_000_000_000L)
                .build());
    assertThat(dear.code()).isEqualTo("INSUFFICIENT_BALANCE");
    assertThat(light.get("/api/wallet/history").expect(501).code()).isEqualTo("NOT_ON_LIGHT_NODE");
    assertThat(light.get("/api/blocks/1").expect(501).code()).isEqualTo("NOT_ON_LIGHT_NODE");
    assertThat(light.get("/api/tx/" + "0".repeat(64)).expect(404).code()).isEqualTo("TX_NOT_FOUND");
  }

  private static void requireTheSameAfterARestart(NodeProcess node, String own) throws Exception {
    long before = balance(node.api(), own);
    node.kill();
    node.start();
    Waiting.until(
        TestHome.LIMIT,
        () -> node.api().get("/api/wallet/balance?did=" + own).status() == 200,
        node::output);
    assertThat(balance(node.api(), own)).isEqualTo(before);
  }
}
