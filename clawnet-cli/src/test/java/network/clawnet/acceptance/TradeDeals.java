package network.clawnet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;

/** One deal of each kind, each between agents of different nodes, from the offer to the review. */
final class TradeDeals {
  static final String ORDERS = "/api/markets/orders/";
  private static final String TASKS = "/api/markets/tasks";
  private static final String LEASES = "/api/markets/capabilities/leases/";

  /** Three pieces, the last of them not full. */
  private static final int INFO_BYTES = 600_000;

  static final long DAY_MS = 86_400_000;

  /** How long somebody who says nothing may think, milliseconds. */
  private static final long SHORT_REVIEW_MS = 3_000;

  private final TradeScene scene;
  private final TradeBook book;

  TradeDeals(TradeScene scene) {
    this.scene = scene;
    this.book = scene.book;
  }

  /** Information is listed, bought, carried to the buyer's node, opened there, and paid. */
  void info() {
    byte[] content = information(1, INFO_BYTES);
    String order = bought(scene.sara.keeps(content), 500, DAY_MS);
    deliverInfo(order, content);
    acceptInfo(order, content, 500, INFO_BYTES + " bytes that came from her node");
    review(scene.ben, order, 5);
  }

  /** Sara lists information; Ben orders it, and his money is locked. */
  String bought(String hash, long price, long deliverMs) {
    String listing =
        scene
            .sara
            .write(
                "/api/markets/info",
                Json.object()
                    .put("title", "Rain in Bern")
                    .put("price", price)
                    .put("contentHash", hash)
                    .put("terms", Json.object().put("deliverMs", deliverMs).build()))
            .text("listingId");
    scene.ben.sees("/api/markets/listings/" + listing, "open");
    return scene
        .ben
        .write("/api/markets/info/" + listing + "/purchase", Json.object().put("price", price))
        .text("orderId");
  }

  /** Sara delivers what she has promised; Ben's node sees that it is due. */
  void deliverInfo(String order, byte[] content) {
    scene.sara.sees(ORDERS + order, "active");
    step(scene.sara, order, "deliver", promised(content));
    scene.ben.sees(ORDERS + order, "delivered");
  }

  static Json.Builder promised(byte[] content) {
    return Json.object().put("contentHash", Hash.sha256(content).hex());
  }

  /** Ben looks at what has come, and pays. */
  void acceptInfo(String order, byte[] content, long price, String what) {
    assertThat(scene.ben.receives(Hash.sha256(content).hex())).isEqualTo(content);
    approve(scene.ben, order);
    book.pays(scene.ben, scene.sara, price, TradeBook.Kind.INFO, what);
  }

  static byte[] information(int seed, int size) {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    return content;
  }

  /** Three bid, one is accepted, its work is sent back once, approved and paid. */
  void taskWithBids() {
    Trader owner = scene.ben;
    String task =
        owner
            .write(
                TASKS,
                Json.object()
                    .put("title", "Translate a page")
                    .put(
                        "pricing",
                        Json.object()
                            .put("type", "range")
                            .put("priceRange", Json.object().put("min", 50).put("max", 100).build())
                            .build()))
            .text("listingId");
    bid(scene.sara, task, 95);
    String bid = bid(scene.tom, task, 80);
    bid(scene.wim, task, 60);
    String order =
        owner
            .write(TASKS + "/" + task + "/accept", Json.object().put("bidId", bid))
            .text("orderId");
    deliver(scene.tom, order, "first try");
    owner.sees(ORDERS + order, "delivered");
    step(owner, order, "revise", Json.object().put("reason", "the names are wrong"));
    deliver(scene.tom, order, "second try");
    owner.sees(ORDERS + order, "delivered");
    approve(owner, order);
    review(owner, order, 5);
    book.pays(owner, scene.tom, 80, TradeBook.Kind.WORK, "a task of three bids, revised once");
  }

  private static String bid(Trader who, String task, long price) {
    who.sees("/api/markets/listings/" + task, "open");
    return who.write(TASKS + "/" + task + "/bids", Json.object().put("price", price)).text("bidId");
  }

  /** A light node offers work at a price; the first who takes it does it, and silence pays. */
  void taskTakenByAccept() {
    String task =
        scene
            .lena
            .write(
                TASKS,
                Json.object()
                    .put("title", "Count the trams")
                    .put("price", 40)
                    .put("terms", Json.object().put("reviewMs", SHORT_REVIEW_MS).build()))
            .text("listingId");
    scene.wim.sees("/api/markets/listings/" + task, "open");
    String order = scene.wim.write(TASKS + "/" + task + "/accept", Json.object()).text("orderId");
    deliver(scene.wim, order, "17 trams");
    scene.wim.sees(ORDERS + order, "paid");
    review(scene.wim, order, 4);
    book.pays(scene.lena, scene.wim, 40, TradeBook.Kind.WORK, "a task taken at its price");
  }

  /** A capability is rented by the unit, called through both nodes, and paid by what was signed. */
  void lease(int calls) throws IOException {
    Trader provider = scene.tom;
    Trader renter = scene.ben;
    long price = 3;
    try (TradeProgram program = TradeProgram.start()) {
      String lease = rented(provider, renter, price, 2L * calls, program.url());
      for (int i = 1; i <= calls; i++) {
        call(renter, lease, i);
      }
      assertThat(program.count()).as("what the provider's program has counted").isEqualTo(calls);
      TradeBook.say("tom's program has answered %d calls of ben's", program.count());
      settle(provider, renter, lease, calls);
    }
    book.pays(renter, provider, price * calls, TradeBook.Kind.LEASE, calls + " calls");
  }

  private static String rented(
      Trader provider, Trader renter, long price, long units, String program) {
    Json.Obj plan = Json.object().put("type", "pay_per_use").put("price", price).build();
    String listing =
        provider
            .write(
                "/api/markets/capabilities",
                Json.object().put("title", "Speech to text").put("plan", plan))
            .text("listingId");
    provider
        .node()
        .api()
        .post(
            "/api/markets/capabilities/" + listing + "/endpoint",
            Json.object().put("url", program).build())
        .expect(200);
    renter.sees("/api/markets/listings/" + listing, "open");
    String lease =
        renter
            .write(
                "/api/markets/capabilities/" + listing + "/lease",
                Json.object().put("units", units))
            .text("leaseId");
    provider.sees(LEASES + lease, "active");
    return lease;
  }

  private static void call(Trader renter, String lease, int number) {
    Json.Obj input = Json.object().put("number", number).build();
    Reply answer =
        renter
            .node()
            .api()
            .post(
                LEASES + lease + "/invoke",
                Json.object().put("did", renter.did()).put("input", input).build())
            .expect(200);
    assertThat(answer.text("state")).as(answer::toString).isEqualTo("answered");
    assertThat(answer.number("status")).as(answer::toString).isEqualTo(200);
    assertThat(answer.text("text")).isEqualTo(CanonicalJson.text(input));
    assertThat(answer.number("units")).isEqualTo(number);
  }

  /** The provider brings the last consent that it has, and both end the lease. */
  private static void settle(Trader provider, Trader renter, String lease, int calls) {
    Reply usage =
        provider.node().api().get(LEASES + lease + "/usage?did=" + provider.did()).expect(200);
    assertThat(usage.number("units")).isEqualTo(calls);
    provider.write(
        LEASES + lease + "/meter",
        Json.object().put("units", calls).put("cosign", usage.body().get("cosign")));
    String last = provider.sees(LEASES + lease, "active").text("resourcePrev");
    Json end =
        renter.consents(
            "market.lease.end", leasePayload(lease).put("resourcePrev", last.substring(2)));
    Reply settled = provider.write(LEASES + lease + "/end", Json.object().put("cosign", end));
    assertThat(settled.text("state")).isEqualTo("settled");
  }

  private static Json.Builder leasePayload(String lease) {
    return Json.object().put("leaseId", lease.substring(2));
  }

  /** Two milestones: one is approved, about the other the arbiter rules. */
  void contractWithADispute() {
    Trader client = scene.ben;
    Trader provider = scene.sara;
    String contract = signedAndFunded(client, provider);
    String path = "/api/contracts/" + contract;
    String first = path + "/milestones/draft/";
    String second = path + "/milestones/print/";
    provider.sees(path, "active");
    provider.write(first + "submit", content("a draft"));
    awaitMilestone(client, path, "submitted");
    client.write(first + "approve", Json.object());
    book.paysPart(client, provider, 200, TradeBook.Kind.WORK, "the first milestone");
    awaitMilestone(provider, path, "approved");
    provider.write(second + "submit", content("a print"));
    awaitMilestone(client, path, "submitted");
    client.write(
        second + "dispute",
        Json.object()
            .put("reason", "half the pages are blank")
            .put("evidence", Json.of(List.of(Json.of(hash("a photograph"))))));
    scene.arthur.sees(path, "disputed");
    scene.arthur.write(second + "rule", Json.object().put("toProvider", 60));
    provider.sees(path, "completed");
    book.paysArbiter(client, scene.arthur, 100);
    book.pays(client, provider, 60, TradeBook.Kind.WORK, "the second milestone, as ruled");
    client.write(path + "/review", Json.object().put("rating", 3));
    provider.write(path + "/review", Json.object().put("rating", 4));
  }

  private static String signedAndFunded(Trader client, Trader provider) {
    String contract =
        client
            .write(
                "/api/contracts",
                Json.object()
                    .put("provider", provider.did())
                    .put("title", "A book")
                    .put("milestones", Json.of(List.of(part("draft", 200), part("print", 100)))))
            .text("contractId");
    String path = "/api/contracts/" + contract;
    client.write(path + "/sign", Json.object());
    provider.sees(path, "pending_signature");
    provider.write(path + "/sign", Json.object());
    client.sees(path, "pending_funding");
    client.write(path + "/fund", Json.object());
    return contract;
  }

  private static Json part(String id, long amount) {
    return Json.object().put("id", id).put("amount", amount).build();
  }

  /** Waits until one of the milestones is in a state. */
  private static void awaitMilestone(Trader who, String path, String state) {
    Waiting.until(
        TestHome.LIMIT,
        () -> who.node().api().get(path).toString().contains("\"state\":\"" + state + "\""),
        () -> who + " does not see " + state + ": " + who.node().api().get(path));
  }

  private static void deliver(Trader seller, String order, String content) {
    seller.sees(ORDERS + order, "active");
    step(seller, order, "deliver", content(content));
  }

  private static void approve(Trader buyer, String order) {
    step(buyer, order, "approve", Json.object());
  }

  private static void review(Trader who, String order, int stars) {
    step(who, order, "review", Json.object().put("rating", stars));
  }

  private static void step(Trader who, String order, String verb, Json.Builder body) {
    who.write(ORDERS + order + "/" + verb, body);
  }

  private static Json.Builder content(String text) {
    return Json.object().put("contentHash", hash(text));
  }

  private static String hash(String text) {
    return Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
