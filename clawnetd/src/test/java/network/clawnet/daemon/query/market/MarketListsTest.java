package network.clawnet.daemon.query.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import network.clawnet.core.chain.BlockChecker;
import network.clawnet.core.chain.FinalityListener;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.LedgerService;
import network.clawnet.core.chain.LedgerSettings;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.pool.PoolLimits;
import network.clawnet.core.port.Store;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.market.Cursor;
import network.clawnet.daemon.app.market.Deals;
import network.clawnet.daemon.app.market.Markets;
import network.clawnet.daemon.app.market.Page;
import network.clawnet.market.listing.Listing;
import network.clawnet.market.order.Order;
import network.clawnet.market.order.Orders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MarketListsTest {
  private static final TestActor SELLER = TestChain.SELLER;
  private static final TestActor BUYER = TestChain.BUYER;
  private static final Page.Part ALL = new Page.Part(100, Optional.empty());

  private TestChain chain;
  private BlockChecker checker;
  private LedgerService service;
  private Moment moment;

  @BeforeEach
  void open() throws IOException {
    chain = new TestChain();
    checker = new BlockChecker(chain.genesis().chain(), chain.rules().book(), Set.of(), 1);
    service = service(chain.database());
    moment = new Moment(chain.database(), service, InstantSource.system());
  }

  @AfterEach
  void close() throws IOException {
    service.close();
    checker.close();
  }

  private LedgerService service(LedgerDatabase database) {
    return new LedgerService(
        new LedgerService.Parts(
            database, checker, new Nobody(), InstantSource.system(), MarketListsTest::fail),
        new LedgerSettings(chain.rules(), PoolLimits.DEFAULT, List.of()));
  }

  private static void fail(Throwable fault) {
    throw new AssertionError(fault);
  }

  private static final class Nobody implements FinalityListener {
    @Override
    public void onFinal(FinalBlock block) {}

    @Override
    public void onDropped(PreparedEvent event, Verdict.Reject reason) {}
  }

  private static Json.Obj info(String title, long price) {
    return Json.object()
        .put("about", Json.object().put("title", title).put("category", "weather").build())
        .put("price", Long.toString(price))
        .build();
  }

  private Hash publish(String title, long price) throws IOException {
    return chain.make(SELLER, "market.info.publish", info(title, price));
  }

  private Hash order(Hash listing, long price) throws IOException {
    Json.Obj payload =
        Json.object()
            .put("listingId", listing.hex())
            .put("resourcePrev", listing.hex())
            .put("amount", Long.toString(price))
            .put("withoutArbiter", true)
            .build();
    return chain.make(BUYER, "market.order.place", payload);
  }

  private Hash step(TestActor by, String verb, Hash order, Json.Builder said) throws IOException {
    Order now = Orders.get(chain.database().tree(), order).orElseThrow();
    return chain.make(
        by,
        "market.order." + verb,
        said.put("orderId", order.hex()).put("resourcePrev", now.lastEvent().hex()).build());
  }

  private static Markets.Wanted wanted(boolean closed, String words) {
    return new Markets.Wanted(
        Optional.of(Markets.Market.INFO),
        Optional.empty(),
        closed,
        Optional.of(words).filter(it -> !it.isEmpty()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private List<Hash> listed(Markets.Wanted wanted) throws IOException {
    return new MarketQueries(moment)
        .listings(wanted, ALL).items().stream().map(it -> it.listing().id()).toList();
  }

  @Test
  void listsWhatIsOpenAndForgetsWhatIsWithdrawn() throws IOException {
    Hash rain = publish("rain in bern", 50);
    Hash snow = publish("snow", 70);
    assertThat(listed(wanted(false, ""))).containsExactly(snow, rain);

    Json.Obj withdraw =
        Json.object().put("listingId", rain.hex()).put("resourcePrev", rain.hex()).build();
    chain.make(SELLER, "market.listing.withdraw", withdraw);

    assertThat(listed(wanted(false, ""))).containsExactly(snow);
    assertThat(listed(wanted(true, ""))).containsExactly(snow, rain);
    Markets.ListingView closed = new MarketQueries(moment).listing(rain).orElseThrow();
    assertThat(closed.status()).isEqualTo(Listing.Status.WITHDRAWN);
    assertThat(closed.about().orElseThrow().get("title")).isEqualTo(Json.of("rain in bern"));
  }

  @Test
  void doesNotListWhatWasWithdrawnInTheBlockThatPublishedIt() throws IOException {
    Hash gone = chain.add(SELLER, "market.info.publish", info("gone", 5));
    Json.Obj withdraw =
        Json.object().put("listingId", gone.hex()).put("resourcePrev", gone.hex()).build();
    chain.add(SELLER, "market.listing.withdraw", withdraw);
    chain.block(1);

    assertThat(listed(wanted(false, ""))).isEmpty();
    assertThat(listed(wanted(true, ""))).containsExactly(gone);
  }

  @Test
  void forgetsWhatExpiresWithoutAnEvent() throws IOException {
    long soon = chain.time() + 10_000;
    Json.Obj payload = info("old news", 5).with("expiresAt", Json.of(soon));
    Hash old = chain.make(SELLER, "market.info.publish", payload);
    assertThat(rows(MarketRows.Of.OPEN)).isEqualTo(2);

    chain.block(10_000);

    assertThat(rows(MarketRows.Of.OPEN)).isZero();
    assertThat(listed(wanted(true, ""))).containsExactly(old);
  }

  private int rows(MarketRows.Of list) throws IOException {
    int[] count = {0};
    byte[] prefix = list.prefix(new byte[0]);
    chain
        .database()
        .store()
        .scan(
            MarketRows.FAMILY,
            prefix,
            new byte[] {(byte) (prefix[0] + 1)},
            (key, value) -> {
              count[0]++;
              return true;
            });
    return count[0];
  }

  @Test
  void findsByWordsPriceAndCategory() throws IOException {
    Hash rain = publish("Rain in Bern", 50);
    Hash snow = publish("Snow in Bern", 70);

    assertThat(listed(wanted(false, "bern rain"))).containsExactly(rain);
    assertThat(listed(wanted(false, "WEATHER"))).containsExactly(snow, rain);
    assertThat(listed(wanted(false, "sun"))).isEmpty();
    assertThat(listed(priced(51, 70))).containsExactly(snow);
    assertThat(listed(priced(50, 69))).containsExactly(rain);
  }

  private static Markets.Wanted priced(long least, long most) {
    return new Markets.Wanted(
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.of("weather"),
        Optional.of(new Tokens(least)),
        Optional.of(new Tokens(most)));
  }

  @Test
  void pagesStayWhereTheyAreWhileTheListGrows() throws IOException {
    List<Hash> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(0, publish("number " + i, 1 + i));
    }
    MarketQueries queries = new MarketQueries(moment);
    Page<Markets.ListingView> first =
        queries.listings(wanted(false, ""), new Page.Part(2, Optional.empty()));
    publish("later", 9);
    Page<Markets.ListingView> second =
        queries.listings(wanted(false, ""), new Page.Part(2, first.next()));
    Page<Markets.ListingView> third =
        queries.listings(wanted(false, ""), new Page.Part(2, second.next()));

    List<Hash> seen = new ArrayList<>();
    for (Page<Markets.ListingView> page : List.of(first, second, third)) {
      page.items().forEach(it -> seen.add(it.listing().id()));
    }
    assertThat(seen).isEqualTo(made);
    assertThat(third.next()).isEmpty();
  }

  @Test
  void listsAnOrderForBothPartiesWithItsEventsAndReview() throws IOException {
    Hash listing = publish("rain", 50);
    Hash order = order(listing, 50);
    String hash = listing.hex();
    step(SELLER, "deliver", order, Json.object().put("contentHash", hash));
    step(BUYER, "approve", order, Json.object());
    step(BUYER, "review", order, Json.object().put("rating", 4).put("comment", "fine"));

    DealQueries deals = new DealQueries(moment);
    assertThat(orders(deals, BUYER, Deals.Role.BUYER, "paid")).containsExactly(order);
    assertThat(orders(deals, SELLER, Deals.Role.ALL, "paid")).containsExactly(order);
    assertThat(orders(deals, SELLER, Deals.Role.BUYER, "paid")).isEmpty();
    assertThat(orders(deals, SELLER, Deals.Role.ALL, "active")).isEmpty();
    assertThat(deals.order(order).orElseThrow().steps())
        .extracting(Deals.Step::type)
        .containsExactly(
            "market.order.place",
            "market.order.deliver",
            "market.order.approve",
            "market.order.review");
    StandingQueries standing = new StandingQueries(moment, new Tokens(1_000));
    assertThat(standing.reviews(SELLER.did(), ALL).items())
        .singleElement()
        .satisfies(
            review -> {
              assertThat(review.stars()).isEqualTo(4);
              assertThat(review.comment()).contains("fine");
              assertThat(review.reviewer()).isEqualTo(BUYER.did());
            });
    assertThat(standing.score(SELLER.did()).reputation().reviews()).isEqualTo(1);
  }

  private static List<Hash> orders(DealQueries deals, TestActor of, Deals.Role role, String state)
      throws IOException {
    Deals.Wanted wanted =
        new Deals.Wanted(Optional.of(of.did()), role, Optional.empty(), Optional.of(state));
    return deals.orders(wanted, ALL).items().stream().map(it -> it.order().id()).toList();
  }

  @Test
  void showsOnlyTheBidsThatStand() throws IOException {
    Json.Obj range = Json.object().put("min", "10").put("max", "90").build();
    Hash task =
        chain.make(
            BUYER,
            "market.task.publish",
            Json.object()
                .put("about", Json.object().put("title", "draw").build())
                .put("range", range)
                .build());
    Hash first = bid(task, 40);
    Hash second = bid(task, 30);

    MarketQueries queries = new MarketQueries(moment);
    assertThat(queries.bids(task, ALL).items())
        .extracting(it -> it.bid().event())
        .containsExactly(second);
    assertThat(queries.bidsBy(SELLER.did(), ALL).items()).hasSize(1);
    assertThat(queries.bidder(task, first)).contains(SELLER.did());
    assertThat(queries.bidder(first, second)).isEmpty();

    chain.make(SELLER, "market.task.unbid", Json.object().put("taskId", task.hex()).build());
    assertThat(queries.bids(task, ALL).items()).isEmpty();
  }

  private Hash bid(Hash task, long price) throws IOException {
    Json.Obj payload =
        Json.object()
            .put("taskId", task.hex())
            .put("resourcePrev", task.hex())
            .put("price", Long.toString(price))
            .build();
    return chain.make(SELLER, "market.task.bid", payload);
  }

  /** A node of an earlier version, or one whose rows were lost, makes the same rows again. */
  @Test
  void makesAllRowsAgainWhereTheyAreMissing() throws IOException {
    Hash open = publish("open", 50);
    order(open, 50);
    Hash closed = publish("closed", 60);
    Json.Obj withdraw =
        Json.object().put("listingId", closed.hex()).put("resourcePrev", closed.hex()).build();
    chain.make(SELLER, "market.listing.withdraw", withdraw);
    Map<String, String> before = allRows();
    Store store = chain.database().store();
    List<Store.Write> lost = new ArrayList<>();
    for (String key : before.keySet()) {
      lost.add(new Store.Write(MarketRows.FAMILY, bytes(key), null));
    }
    // and a row that is none
    lost.add(new Store.Write(MarketRows.FAMILY, new byte[] {99}, new byte[] {1}));
    store.write(lost, false);

    assertThat(MarketRebuild.run(chain.reopened())).isEqualTo(4);

    assertThat(allRows()).isEqualTo(before);
    assertThat(MarketRebuild.run(chain.reopened())).isZero();
  }

  private static byte[] bytes(String hex) {
    byte[] out = new byte[hex.length() / 2];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    return out;
  }

  private Map<String, String> allRows() throws IOException {
    TreeMap<String, String> rows = new TreeMap<>();
    chain
        .database()
        .store()
        .scan(
            MarketRows.FAMILY,
            new byte[0],
            null,
            (key, value) -> {
              rows.put(Hex.encode(key), Hex.encode(value));
              return true;
            });
    return rows;
  }

  @Test
  void aCursorIsTheSameAfterItsText() throws Exception {
    Cursor cursor = new Cursor(7, 3);

    assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
  }
}
