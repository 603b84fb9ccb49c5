package network.clawnet.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Intent;
import network.clawnet.daemon.app.market.Cursor;
import network.clawnet.daemon.app.market.Deals;
import network.clawnet.daemon.app.market.Markets;
import network.clawnet.daemon.http.testing.FakeMarkets;
import network.clawnet.daemon.http.testing.FakeNode;
import network.clawnet.daemon.http.testing.TestServer;
import network.clawnet.daemon.http.testing.TestServer.Reply;
import network.clawnet.market.arbiter.Seat;
import network.clawnet.market.lease.Lease;
import network.clawnet.market.listing.Listing;
import network.clawnet.market.listing.Pricing;
import network.clawnet.market.order.Order;
import network.clawnet.market.task.Bid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarketRoutesTest {
  private static final String LAST = FakeMarkets.LAST.hex();
  private static final Pricing FIFTY = Pricing.fixed(new Tokens(50));

  private TestServer server;
  private FakeMarkets markets;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer();
    markets = server.node.markets;
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private Intent submitted(String path, String body, int status) {
    Reply reply = server.post(path, body);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
    return server.node.submitter.intent();
  }

  private void refused(String path, String body, String code) {
    int before = server.node.submitter.submissions.get();
    assertThat(server.post(path, body).code()).as(path + " " + body).isEqualTo(code);
    assertThat(server.node.submitter.submissions.get()).isEqualTo(before);
  }

  private static Json.Builder about(String title) {
    return Json.object().put("title", title);
  }

  @Test
  void publishesInfoByTheShortBody() {
    Intent intent =
        submitted(
            "/api/markets/info",
            "{\"title\": \"Rain\", \"price\": 50, \"preview\": \"hourly\"}",
            201);

    assertThat(intent.type()).isEqualTo("market.info.publish");
    assertThat(intent.payload())
        .isEqualTo(
            Json.object()
                .put("about", about("Rain").put("preview", "hourly").build())
                .put("price", "50")
                .build());
  }

  @Test
  void publishesInfoByTheLongBody() {
    String body =
        "{\"title\":\"Rain\",\"pricing\":{\"type\":\"fixed\",\"fixedPrice\":\"50\"},\"tags\":[\"a\",\"雨\"],"
            + "\"license\":{\"type\":\"perpetual\"},\"contentHash\":\"0x"
            + LAST
            + "\",\"terms\":{\"deliverMs\":5000},\"maxOpen\":3,\"expiresAt\":9000,\"operator\":\""
            + FakeNode.BOB.text()
            + "\"}";

    Json.Obj payload = submitted("/api/markets/info", body, 201).payload();

    assertThat(payload.get("price")).isEqualTo(Json.of("50"));
    assertThat(payload.get("contentHash")).isEqualTo(Json.of(LAST));
    assertThat(payload.get("terms")).isEqualTo(Json.object().put("deliverMs", 5_000).build());
    assertThat(payload.get("maxOpen")).isEqualTo(Json.of(3));
    assertThat(payload.get("expiresAt")).isEqualTo(Json.of(9_000));
    assertThat(payload.get("operator")).isEqualTo(Json.of(FakeNode.BOB.text()));
    assertThat(payload.get("about"))
        .isEqualTo(
            about("Rain")
                .put("tags", Json.of(List.of(Json.of("a"), Json.of("雨"))))
                .put("license", Json.object().put("type", "perpetual").build())
                .build());
  }

  @Test
  void publishesTasksOfFixedPriceAndForBids() {
    Intent fixed = submitted("/api/markets/tasks", "{\"title\":\"Draw\",\"price\":30}", 201);
    assertThat(fixed.type()).isEqualTo("market.task.publish");
    assertThat(fixed.payload().get("amount")).isEqualTo(Json.of("30"));

    Intent open =
        submitted(
            "/api/markets/tasks",
            "{\"title\":\"Draw\",\"pricing\":{\"type\":\"range\",\"priceRange\":{\"min\":10,\"max\":90}}}",
            201);
    assertThat(open.payload().get("range"))
        .isEqualTo(Json.object().put("min", "10").put("max", "90").build());
    assertThat(open.payload().has("amount")).isFalse();
  }

  @Test
  void publishesCapabilities() {
    Intent intent =
        submitted(
            "/api/markets/capabilities",
            "{\"title\":\"Speech\",\"plan\":{\"type\":\"pay_per_use\",\"price\":2,\"maxUnits\":100}}",
            201);

    assertThat(intent.type()).isEqualTo("market.capability.publish");
    assertThat(intent.payload().get("plan"))
        .isEqualTo(
            Json.object()
                .put("type", "pay_per_use")
                .put("price", "2")
                .put("maxUnits", 100)
                .build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"price\":50}",
        "{\"title\":\"\",\"price\":50}",
        "{\"title\":\"Rain\"}",
        "{\"title\":\"Rain\",\"price\":1.5}",
        "{\"title\":\"Rain\",\"price\":-1}",
        "{\"title\":\"Rain\",\"price\":50,\"pricing\":{\"type\":\"fixed\",\"fixedPrice\":50}}",
        "{\"title\":\"Rain\",\"pricing\":{\"type\":\"auction\"}}",
        "{\"title\":\"Rain\",\"pricing\":{\"type\":\"fixed\"}}",
        "{\"title\":\"Rain\",\"price\":50,\"tags\":[\"\"]}",
        "{\"title\":\"Rain\",\"price\":50,\"tags\":[7]}",
        "{\"title\":\"Rain\",\"price\":50,\"metadata\":{\"x\":0.5}}",
        "{\"title\":\"Rain\",\"price\":50,\"contentHash\":\"abc\"}",
        "{\"title\":\"Rain\",\"price\":50,\"content\":\"secret\"}",
        "{\"title\":\"Rain\",\"price\":50,\"visibility\":\"private\"}",
        "{\"title\":\"Rain\",\"price\":50,\"maxOpen\":0}"
      })
  void refusesToPublishWhatIsMalformed(String body) {
    refused("/api/markets/info", body, "INVALID_REQUEST");
  }

  @Test
  void refusesToPublishForNothing() {
    refused("/api/markets/info", "{\"title\":\"Rain\",\"price\":0}", "ZERO_AMOUNT");
  }

  @Test
  void showsAListing() {
    Listing listing = markets.list(Listing.Kind.INFO, FIFTY);

    Reply reply = server.get("/api/markets/info/0x" + listing.id().hex());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.get("listingId")).isEqualTo(Json.of("0x" + listing.id().hex()));
    assertThat(reply.get("price")).isEqualTo(Json.of(50));
    assertThat(reply.get("title")).isEqualTo(Json.of("weather"));
    assertThat(reply.get("owner")).isEqualTo(Json.of(FakeNode.ALICE.text()));
    assertThat(reply.get("state")).isEqualTo(Json.of("open"));
    assertThat(reply.get("status")).isEqualTo(Json.of("final"));
    assertThat(reply.get("resourcePrev")).isEqualTo(Json.of("0x" + LAST));
    assertThat(server.get("/api/markets/listings/" + listing.id().hex()).body())
        .isEqualTo(reply.body());
    assertThat(server.get("/api/markets/tasks/" + listing.id().hex()).code())
        .isEqualTo("LISTING_KIND");
    assertThat(server.get("/api/markets/info/" + LAST).code()).isEqualTo("LISTING_NOT_FOUND");
    assertThat(server.get("/api/markets/info/leases").code()).isEqualTo("INVALID_REQUEST");
  }

  @Test
  void listsWithFiltersAndGoesOnAtTheCursor() {
    markets.list(Listing.Kind.INFO, FIFTY);
    Cursor next = new Cursor(5, 2);
    markets.next = next;

    Reply reply =
        server.get(
            "/api/markets/info?keyword=rain%20bern&maxPrice=100&minPrice=1&category=weather&owner="
                + FakeNode.BOB.text()
                + "&state=all&limit=7&cursor="
                + new Cursor(9, 0).text());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(((Json.Arr) Objects.requireNonNull(reply.get("listings"))).items()).hasSize(1);
    assertThat(reply.get("next")).isEqualTo(Json.of(next.text()));
    assertThat(markets.wantedListings)
        .isEqualTo(
            new Markets.Wanted(
                Optional.of(Markets.Market.INFO),
                Optional.of(FakeNode.BOB),
                true,
                Optional.of("rain bern"),
                Optional.of("weather"),
                Optional.of(new Tokens(1)),
                Optional.of(new Tokens(100))));
    assertThat(Objects.requireNonNull(markets.part).limit()).isEqualTo(7);
    assertThat(Objects.requireNonNull(markets.part).after()).contains(new Cursor(9, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?cursor=zz",
        "?cursor=00",
        "?limit=101",
        "?limit=0",
        "?maxPrice=1.5",
        "?maxPrice=-1",
        "?state=closed"
      })
  void refusesAListThatIsAskedForWrongly(String query) {
    assertThat(server.get("/api/markets/info" + query).code()).isEqualTo("INVALID_REQUEST");
    assertThat(server.get("/api/markets/search" + query).code()).isEqualTo("INVALID_REQUEST");
  }

  @Test
  void updatesAndRemovesWhatItFinds() {
    Listing listing = markets.list(Listing.Kind.INFO, FIFTY);
    String path = "/api/markets/info/" + listing.id().hex();

    Intent update = submitted(path + "/update", "{\"price\":60}", 200);
    assertThat(update.type()).isEqualTo("market.listing.update");
    assertThat(update.payload())
        .isEqualTo(
            Json.object()
                .put("listingId", listing.id().hex())
                .put("resourcePrev", LAST)
                .put("price", "60")
                .build());
    Intent remove =
        submitted(path + "/remove", "{\"resourcePrev\":\"" + "0".repeat(64) + "\"}", 200);
    assertThat(remove.type()).isEqualTo("market.listing.withdraw");
    assertThat(remove.payload().get("resourcePrev")).isEqualTo(Json.of("0".repeat(64)));
    refused(path + "/update", "{\"description\":\"without a title\"}", "INVALID_REQUEST");
    refused("/api/markets/tasks/" + listing.id().hex() + "/remove", "{}", "LISTING_KIND");
    refused("/api/markets/info/" + LAST + "/remove", "{}", "LISTING_NOT_FOUND");
  }

  @Test
  void buysAtTheListedPriceOrTheOneThatIsExpected() {
    Listing listing = markets.list(Listing.Kind.INFO, FIFTY);
    String path = "/api/markets/info/" + listing.id().hex() + "/purchase";

    Intent plain = submitted(path, "{}", 201);
    assertThat(plain.type()).isEqualTo("market.order.place");
    assertThat(plain.payload())
        .isEqualTo(
            Json.object()
                .put("listingId", listing.id().hex())
                .put("resourcePrev", LAST)
                .put("amount", "50")
                .put("withoutArbiter", true)
                .build());
    Intent expected = submitted(path, "{\"price\":40,\"withoutArbiter\":false}", 201);
    assertThat(expected.payload().get("amount")).isEqualTo(Json.of("40"));
    assertThat(expected.payload().get("withoutArbiter")).isEqualTo(Json.of(false));
  }

  @Test
  void doesWithoutAnArbiterOnlyWhereThereIsNone() {
    Listing listing = markets.list(Listing.Kind.INFO, FIFTY);
    markets.seats.add(new Seat(FakeNode.OWN, 0, new Tokens(1_000), 1, 0));

    Intent intent = submitted("/api/markets/info/" + listing.id().hex() + "/purchase", "{}", 201);

    assertThat(intent.payload().get("withoutArbiter")).isEqualTo(Json.of(false));
  }

  @Test
  void takesATaskOrAcceptsABid() {
    Listing task = markets.list(Listing.Kind.TASK_RANGE, FIFTY);
    Hash bid = Hash.sha256(new byte[] {77});
    markets.bids.add(
        new Markets.BidView(
            task.id(), FakeNode.BOB, new Bid(new Tokens(40), 5, bid), Optional.empty(), 1));
    String path = "/api/markets/tasks/" + task.id().hex();

    assertThat(submitted(path + "/accept", "{}", 201).type()).isEqualTo("market.task.take");
    Intent accept = submitted(path + "/accept", "{\"bidId\":\"0x" + bid.hex() + "\"}", 201);
    assertThat(accept.type()).isEqualTo("market.task.accept");
    assertThat(accept.payload())
        .isEqualTo(
            Json.object()
                .put("taskId", task.id().hex())
                .put("resourcePrev", LAST)
                .put("bidder", FakeNode.BOB.text())
                .put("bid", bid.hex())
                .put("amount", "40")
                .put("withoutArbiter", true)
                .build());
    refused(path + "/accept", "{\"bidId\":\"" + LAST + "\"}", "BID_NOT_FOUND");
    refused(path + "/accept", "{\"price\":40}", "INVALID_REQUEST");
  }

  @Test
  void bidsAndTakesTheBidBack() {
    Listing task = markets.list(Listing.Kind.TASK_RANGE, FIFTY);
    String path = "/api/markets/tasks/" + task.id().hex();

    Intent bid =
        submitted(
            path + "/bids", "{\"price\":40,\"deliverMs\":5000,\"approach\":\"by hand\"}", 201);
    assertThat(bid.type()).isEqualTo("market.task.bid");
    assertThat(bid.payload().get("about"))
        .isEqualTo(Json.object().put("approach", "by hand").build());
    assertThat(bid.payload().get("deliverMs")).isEqualTo(Json.of(5_000));
    Intent unbid = submitted(path + "/withdraw", "{}", 200);
    assertThat(unbid.type()).isEqualTo("market.task.unbid");
    assertThat(unbid.payload()).isEqualTo(Json.object().put("taskId", task.id().hex()).build());
    refused(path + "/bids", "{}", "INVALID_REQUEST");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "deliver; {\"contentHash\":\"0xHASH\",\"key\":\"sealed\"}; {\"contentHash\":\"HASH\",\"key\":\"sealed\"}",
        "approve; {}; {}",
        "revise; {\"reason\":\"shorter\"}; {\"reason\":\"shorter\"}",
        "reject; {\"reason\":\"no\"}; {\"reason\":\"no\"}",
        "cancel; {\"reason\":\"ill\"}; {\"reason\":\"ill\"}",
        "dispute; {\"reason\":\"no\",\"evidence\":[\"0xHASH\"]}; {\"reason\":\"no\",\"evidence\":[\"HASH\"]}",
        "evidence; {\"evidence\":[\"HASH\"]}; {\"evidence\":[\"HASH\"]}",
        "rule; {\"toSeller\":0}; {\"toSeller\":\"0\"}",
        "split; {\"toSeller\":20}; {\"toSeller\":\"20\"}",
        "close; {}; {}",
        "review; {\"rating\":5,\"comment\":\"fast\"}; {\"rating\":5,\"comment\":\"fast\"}"
      })
  void takesEveryStepOfAnOrder(String verb, String body, String said) throws Exception {
    Order order = markets.order(Order.State.DELIVERED);

    Intent intent =
        submitted(
            "/api/markets/orders/" + order.id().hex() + "/" + verb,
            body.replace("HASH", LAST),
            200);

    assertThat(intent.type()).isEqualTo("market.order." + verb);
    Json.Obj expected =
        network.clawnet.core.codec.JsonParser.parseObject(
            said.replace("HASH", LAST).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(intent.payload())
        .isEqualTo(
            expected
                .with("orderId", Json.of(order.id().hex()))
                .with("resourcePrev", Json.of(LAST)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "deliver; {}",
        "deliver; {\"contentHash\":\"x\"}",
        "revise; {}",
        "dispute; {\"reason\":\"no\",\"evidence\":[7]}",
        "rule; {}",
        "rule; {\"toSeller\":-1}",
        "review; {\"rating\":6}",
        "review; {\"rating\":0}",
        "approve; {\"amount\":5}"
      })
  void refusesAStepThatIsMalformed(String verb, String body) {
    Order order = markets.order(Order.State.DELIVERED);

    refused("/api/markets/orders/" + order.id().hex() + "/" + verb, body, "INVALID_REQUEST");
    refused("/api/markets/orders/" + LAST + "/approve", "{}", "ORDER_NOT_FOUND");
  }

  @Test
  void showsAnOrderWithItsEvents() {
    Order order = markets.order(Order.State.PAID);

    Reply reply = server.get("/api/markets/orders/" + order.id().hex());

    assertThat(reply.get("state")).isEqualTo(Json.of("paid"));
    assertThat(reply.get("toSeller")).isEqualTo(Json.of(50));
    assertThat(reply.get("endedAt")).isEqualTo(Json.of(8_000));
    assertThat(reply.body().has("deadline")).isFalse();
    assertThat(reply.get("reviewedByBuyer")).isEqualTo(Json.of(true));
    Json.Arr events = (Json.Arr) Objects.requireNonNull(reply.get("events"));
    assertThat(((Json.Obj) events.items().get(0)).get("payload"))
        .isEqualTo(Json.object().put("reason", "shorter").build());
  }

  @Test
  void listsOrdersOfAnAccountOrAListing() {
    markets.order(Order.State.ACTIVE);

    assertThat(server.get("/api/markets/orders?role=seller&state=active").status()).isEqualTo(200);
    assertThat(markets.wantedDeals)
        .isEqualTo(
            new Deals.Wanted(
                Optional.of(FakeNode.OWN),
                Deals.Role.SELLER,
                Optional.empty(),
                Optional.of("active")));
    server.get("/api/markets/orders?listing=" + LAST);
    assertThat(markets.wantedDeals)
        .isEqualTo(
            new Deals.Wanted(
                Optional.empty(), Deals.Role.ALL, Optional.of(FakeMarkets.LAST), Optional.empty()));
    assertThat(server.get("/api/markets/orders?state=open").code()).isEqualTo("INVALID_REQUEST");
    assertThat(server.get("/api/markets/orders?role=owner").code()).isEqualTo("INVALID_REQUEST");
  }

  @Test
  void rentsAndStepsThroughALease() {
    Listing speech =
        markets.list(Listing.Kind.CAPABILITY, new Pricing(new Tokens(2), new Tokens(2), 0, 1_000));
    String rent = "/api/markets/capabilities/" + speech.id().hex() + "/lease";
    Intent start = submitted(rent, "{\"plan\":{\"type\":\"pay_per_use\",\"maxUnits\":100}}", 201);
    assertThat(start.type()).isEqualTo("market.lease.start");
    assertThat(start.payload().get("units")).isEqualTo(Json.of(100));
    assertThat(start.payload().get("amount")).isEqualTo(Json.of("200"));
    assertThat(submitted(rent, "{\"units\":3,\"amount\":7}", 201).payload().get("amount"))
        .isEqualTo(Json.of("7"));
    refused(rent, "{}", "INVALID_REQUEST");
    refused(rent, "{\"plan\":{\"type\":\"subscription\",\"maxUnits\":1}}", "INVALID_REQUEST");

    Lease lease = markets.lease(Lease.State.ACTIVE);
    String path = "/api/markets/capabilities/leases/" + lease.id().hex();
    Intent meter = submitted(path + "/meter", "{\"units\":9}", 200);
    assertThat(meter.payload())
        .isEqualTo(Json.object().put("leaseId", lease.id().hex()).put("units", 9).build());
    Intent rule = submitted(path + "/rule", "{\"toProvider\":18}", 200);
    assertThat(rule.type()).isEqualTo("market.lease.rule");
    assertThat(rule.payload().get("resourcePrev")).isEqualTo(Json.of(LAST));
    assertThat(server.get(path).get("metered")).isEqualTo(Json.of(7));
    assertThat(server.get("/api/markets/capabilities/leases").status()).isEqualTo(200);
    refused(path + "/claim", "{\"units\":9}", "INVALID_REQUEST");
  }

  @Test
  void takesASeatAndGivesItUp() {
    Intent stake = submitted("/api/markets/arbiters/stake", "{}", 200);
    assertThat(stake.type()).isEqualTo("market.arbiter.stake");
    assertThat(stake.payload()).isEqualTo(Json.object().put("amount", "1000").build());
    Intent unstake = submitted("/api/markets/arbiters/unstake", "{}", 200);
    assertThat(unstake.payload()).isEqualTo(Json.Obj.EMPTY);

    markets.seats.add(new Seat(FakeNode.BOB, 0, new Tokens(1_000), 5, 0));
    Reply list = server.get("/api/markets/arbiters");
    assertThat(list.get("total")).isEqualTo(Json.of(1));
    assertThat(((Json.Arr) Objects.requireNonNull(list.get("arbiters"))).items().get(0))
        .isEqualTo(
            Json.object()
                .put("did", FakeNode.BOB.text())
                .put("stake", 1_000)
                .put("since", 5)
                .put("drawn", true)
                .build());
  }

  @Test
  void tellsAReputation() {
    Reply reply = server.get("/api/reputation/" + FakeNode.ALICE.text());

    assertThat(reply.get("score")).isEqualTo(Json.of(750));
    assertThat(reply.get("level")).isEqualTo(Json.of("Expert"));
    assertThat(reply.get("levelNumber")).isEqualTo(Json.of(5));
    assertThat(reply.get("averageRating")).isEqualTo(Json.of("4.50"));
    Reply reviews = server.get("/api/reputation/" + FakeNode.ALICE.text() + "/reviews");
    assertThat(((Json.Arr) Objects.requireNonNull(reviews.get("reviews"))).items()).hasSize(1);
    assertThat(server.get("/api/reputation/did:claw:x").code()).isEqualTo("DID_INVALID");
  }

  @Test
  void triesWithoutSending() {
    Listing listing = markets.list(Listing.Kind.INFO, FIFTY);

    Reply reply =
        server.post("/api/markets/info/" + listing.id().hex() + "/purchase?dryRun=true", "{}");

    assertThat(reply.get("dryRun")).isEqualTo(Json.of(true));
    assertThat(server.node.submitter.submissions).hasValue(0);
  }
}
