package network.clawnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.testing.TestActor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every market and reputation call of the runtime document, with its body as printed there, and a
 * deal of each kind from the offer to the review, by HTTP and by the command line.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class MarketCallsAcceptanceIT {
  private static final String HASH = "ab".repeat(32);

  @TempDir Path directory;

  @Test
  void everyCallOfTheDocumentWorksAsPrinted() throws Exception {
    try (NodeProcess node = NodeProcess.dev(new TestHome(directory)).start()) {
      String seller = account(node, 0);
      String buyer = account(node, 1_000);
      info(node.api(), seller, buyer);
      task(node.api(), seller, buyer);
      lease(node.api(), seller, buyer);
      assertThat(node.api().get("/api/wallet/balance?did=" + buyer).expect(200).number("locked"))
          .isZero();
      restarted(node, seller);
    }
  }

  @Test
  void theCommandLineTradesFromTheOfferToTheReview() throws Exception {
    try (NodeProcess node = NodeProcess.dev(new TestHome(directory)).start()) {
      String seller = account(node, 0);
      String buyer = account(node, 1_000);
      String listing =
          id(
              node.clawnet("market", "publish", "Rain", "50", "--did", seller, "--json"),
              "listingId");
      assertThat(node.clawnet("market", "search", "rain").expect(0).out()).contains(listing);
      String order =
          id(node.clawnet("market", "order", listing, "--did", buyer, "--json"), "orderId");
      node.clawnet("order", "deliver", order, "--content-hash", HASH, "--did", seller).expect(0);
      node.clawnet("order", "approve", order, "--did", buyer).expect(0);
      node.clawnet("order", "review", order, "4", "--did", buyer).expect(0);
      assertThat(node.clawnet("order", "list", "--did", seller).expect(0).out())
          .contains(order)
          .contains("paid");
      assertThat(node.clawnet("reputation", seller).expect(0).out()).contains("4.00");
      assertThat(node.clawnet("earnings", seller, "--csv").expect(0).out())
          .contains("," + buyer + ",50,1,49,0,");
    }
  }

  private static void info(Api api, String seller, String buyer) throws Exception {
    Reply published =
        api.post(
                "/api/markets/info?wait=final",
                body(
                    "{ \"title\": \"Rain in Bern\", \"price\": 50, \"preview\": \"hourly\" }",
                    seller))
            .expect(201);
    String listing = published.text("listingId");
    assertThat(published.text("status")).isEqualTo("final");
    assertThat(published.text("state")).isEqualTo("open");
    assertThat(items(api.get("/api/markets/info?keyword=rain&maxPrice=100"), "listings"))
        .hasSize(1);
    assertThat(items(api.get("/api/markets/info?keyword=rain&maxPrice=49"), "listings")).isEmpty();

    Reply bought =
        api.post("/api/markets/info/" + listing + "/purchase?wait=final", body("{}", buyer))
            .expect(201);
    String order = bought.text("orderId");
    assertThat(bought.text("state")).isEqualTo("active");
    step(api, seller, order, "deliver", Json.object().put("contentHash", HASH).build());
    Reply paid = step(api, buyer, order, "approve", Json.Obj.EMPTY);
    assertThat(paid.text("state")).isEqualTo("paid");
    Json.Obj stars = Json.object().put("rating", 5).put("comment", "fast").build();
    step(api, buyer, order, "review", stars);
    // 50 - market fee 1
    assertThat(api.get("/api/wallet/balance?did=" + seller).expect(200).number("available"))
        .isEqualTo(49);
    assertThat(items(api.get("/api/markets/orders/" + order), "events")).hasSize(4);

    Reply reputation = api.get("/api/reputation/" + seller).expect(200);
    assertThat(reputation.number("score")).isBetween(500L, 1_000L);
    assertThat(reputation.text("level")).isNotEmpty();
    assertThat(items(api.get("/api/reputation/" + seller + "/reviews"), "reviews")).hasSize(1);
    String stranger = new TestActor("stranger").did().text();
    assertThat(api.get("/api/reputation/" + stranger).expect(200).number("totalTransactions"))
        .isZero();
  }

  private static void task(Api api, String worker, String owner) throws Exception {
    String printed = "{ \"title\": \"Translate\", \"price\": 30, \"description\": \"a page\" }";
    String task =
        api.post("/api/markets/tasks?wait=final", body(printed, owner))
            .expect(201)
            .text("listingId");
    assertThat(items(api.get("/api/markets/tasks"), "listings")).hasSize(1);
    Reply taken =
        api.post("/api/markets/tasks/" + task + "/accept?wait=final", body("{}", worker))
            .expect(201);
    assertThat(items(api.get("/api/markets/tasks"), "listings")).isEmpty();
    assertThat(items(api.get("/api/markets/tasks?state=all"), "listings")).hasSize(1);
    step(
        api,
        worker,
        taken.text("orderId"),
        "deliver",
        Json.object().put("contentHash", HASH).build());
    step(api, owner, taken.text("orderId"), "approve", Json.Obj.EMPTY);
    bids(api, worker, owner);
  }

  private static void bids(Api api, String worker, String owner) throws Exception {
    String printed =
        "{ \"title\": \"Draw\", \"pricing\": { \"type\": \"range\","
            + " \"priceRange\": { \"min\": 10, \"max\": 90 } } }";
    String task =
        api.post("/api/markets/tasks?wait=final", body(printed, owner))
            .expect(201)
            .text("listingId");
    Reply bid =
        api.post(
                "/api/markets/tasks/" + task + "/bids?wait=final",
                body("{ \"price\": 40 }", worker))
            .expect(201);
    assertThat(items(api.get("/api/markets/tasks/" + task + "/bids"), "bids")).hasSize(1);
    Json.Obj accept = body("{}", owner).with("bidId", Json.of(bid.text("bidId")));
    Reply order = api.post("/api/markets/tasks/" + task + "/accept?wait=final", accept).expect(201);
    assertThat(order.number("amount")).isEqualTo(40);
    assertThat(items(api.get("/api/markets/tasks/" + task + "/bids"), "bids")).isEmpty();
    Reply back =
        step(
            api,
            worker,
            order.text("orderId"),
            "cancel",
            Json.object().put("reason", "ill").build());
    assertThat(back.text("state")).isEqualTo("refunded");
  }

  private static void lease(Api api, String provider, String renter) throws Exception {
    String printed =
        "{ \"title\": \"Speech\", \"plan\": { \"type\": \"pay_per_use\", \"price\": 2 } }";
    String listing =
        api.post("/api/markets/capabilities?wait=final", body(printed, provider))
            .expect(201)
            .text("listingId");
    String plan = "{ \"plan\": { \"type\": \"pay_per_use\", \"maxUnits\": 100 } }";
    String lease =
        api.post("/api/markets/capabilities/" + listing + "/lease?wait=final", body(plan, renter))
            .expect(201)
            .text("leaseId");
    Json.Obj total = Json.object().put("leaseId", lease.substring(2)).put("units", 7).build();
    Reply consent =
        api.post(
                "/api/markets/cosign",
                body("{ \"type\": \"market.lease.meter\" }", renter).with("payload", total))
            .expect(200);
    String path = "/api/markets/capabilities/leases/" + lease;
    Json.Obj metered =
        body("{ \"units\": 7 }", provider).with("cosign", Json.of(List.of(consent.body())));
    assertThat(api.post(path + "/meter?wait=final", metered).expect(200).number("metered"))
        .isEqualTo(7);
    assertThat(api.post(path + "/end?wait=final", body("{}", renter)).expect(200).text("state"))
        .isEqualTo("closing");
    Json.Obj end = body("{}", renter);
    Reply closing = api.get(path).expect(200);
    Json.Obj payload =
        Json.object()
            .put("leaseId", lease.substring(2))
            .put("resourcePrev", closing.text("resourcePrev").substring(2))
            .build();
    Reply agreed =
        api.post(
                "/api/markets/cosign",
                body("{ \"type\": \"market.lease.end\" }", provider).with("payload", payload))
            .expect(200);
    Reply settled =
        api.post(path + "/end?wait=final", end.with("cosign", Json.of(List.of(agreed.body()))))
            .expect(200);
    assertThat(settled.text("state")).isEqualTo("settled");
    assertThat(settled.number("toProvider")).isEqualTo(14);
    assertThat(items(api.get("/api/markets/capabilities/leases?did=" + provider), "leases"))
        .hasSize(1);
  }

  /** What was listed is there after a restart. */
  private static void restarted(NodeProcess node, String seller) throws IOException {
    node.stop();
    node.start();
    assertThat(items(node.api().get("/api/markets/search?owner=" + seller), "listings")).hasSize(2);
  }

  private static Reply step(Api api, String did, String order, String verb, Json.Obj said) {
    return api.post(
            "/api/markets/orders/" + order + "/" + verb + "?wait=final",
            said.with("did", Json.of(did)))
        .expect(200);
  }

  private static List<Json> items(Reply reply, String name) {
    return reply.expect(200).body().get(name) instanceof Json.Arr array ? array.items() : List.of();
  }

  private static String id(Ran ran, String name) throws DecodeException {
    Json.Obj answer =
        JsonParser.parseObject(ran.expect(0).out().strip().getBytes(StandardCharsets.UTF_8));
    return answer.get(name) instanceof Json.Str text ? text.value() : "";
  }

  /** Makes an account at the command line, as an operator would, and gives it Tokens. */
  private static String account(NodeProcess node, long amount) throws Exception {
    String did = id(node.clawnet("account", "new", "--json"), "did");
    node.clawnet("unlock", "--did", did).expect(0);
    if (amount > 0) {
      TwoAccounts.give(node.api(), did, amount);
    }
    return did;
  }

  private static Json.Obj body(String printed, String did) throws DecodeException {
    return JsonParser.parseObject(printed.getBytes(StandardCharsets.UTF_8))
        .with("did", Json.of(did));
  }
}
