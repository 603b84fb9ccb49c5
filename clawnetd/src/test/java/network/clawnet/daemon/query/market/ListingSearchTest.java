package network.clawnet.daemon.query.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import network.clawnet.core.chain.BlockChecker;
import network.clawnet.core.chain.FinalityListener;
import network.clawnet.core.chain.LedgerService;
import network.clawnet.core.chain.LedgerSettings;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.pool.PoolLimits;
import network.clawnet.core.port.Store;
import network.clawnet.core.testing.Seeds;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Search;
import network.clawnet.daemon.app.market.Search.Filter;
import network.clawnet.daemon.app.market.Search.Order;
import network.clawnet.daemon.search.ListingChanges;
import network.clawnet.daemon.search.ListingSearch;
import network.clawnet.daemon.search.ListingSource;
import network.clawnet.market.listing.Listings;
import network.clawnet.market.order.Orders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search over a real ledger in memory and an index on disk. */
final class ListingSearchTest {
  private static final String CHAIN = "chain";
  private static final Filter ALL =
      new Filter(Set.of(), Optional.empty(), true, Search.Labels.ANY, Search.Prices.ANY, 0);

  @TempDir Path directory;

  private final List<ListingSearch> opened = new ArrayList<>();
  private TestChain chain;
  private BlockChecker checker;
  private LedgerService service;
  private ListingSource source;

  @BeforeEach
  void open() throws IOException {
    chain = new TestChain();
    checker = new BlockChecker(chain.genesis().chain(), chain.rules().book(), Set.of(), 1);
    service =
        new LedgerService(
            new LedgerService.Parts(
                chain.database(),
                checker,
                new Nobody(),
                InstantSource.system(),
                fault -> {
                  throw new AssertionError(fault);
                }),
            new LedgerSettings(chain.rules(), PoolLimits.DEFAULT, List.of()));
    // the chain's own time, which is long before the machine's
    InstantSource clock = () -> Instant.ofEpochMilli(chain.time());
    source = new ListingEntries(new Moment(chain.database(), service, clock));
  }

  @AfterEach
  void close() throws IOException {
    opened.forEach(ListingSearch::close);
    service.close();
    checker.close();
  }

  private static final class Nobody implements FinalityListener {
    @Override
    public void onFinal(FinalBlock block) {}

    @Override
    public void onDropped(PreparedEvent event, Verdict.Reject reason) {}
  }

  private ListingSearch search(Path place) {
    return search(place, CHAIN, chain.changes());
  }

  private ListingSearch search(Path place, String name, ListingChanges changes) {
    ListingSearch search = new ListingSearch(place, name, source, changes);
    opened.add(search);
    return search;
  }

  private Hash publish(String title, String description, long price) throws IOException {
    return chain.make(TestChain.SELLER, "market.info.publish", info(title, description, price));
  }

  private static Json.Obj info(String title, String description, long price) {
    return Json.object()
        .put("about", Json.object().put("title", title).put("description", description).build())
        .put("price", Long.toString(price))
        .build();
  }

  private void withdraw(Hash listing) throws IOException {
    Hash last = Listings.get(chain.database().tree(), listing).orElseThrow().lastEvent();
    chain.make(
        TestChain.SELLER,
        "market.listing.withdraw",
        Json.object().put("listingId", listing.hex()).put("resourcePrev", last.hex()).build());
  }

  private void reprice(Hash listing, long price) throws IOException {
    Hash last = Listings.get(chain.database().tree(), listing).orElseThrow().lastEvent();
    chain.make(
        TestChain.SELLER,
        "market.listing.update",
        Json.object()
            .put("listingId", listing.hex())
            .put("resourcePrev", last.hex())
            .put("price", Long.toString(price))
            .build());
  }

  private static Search.Wanted words(String words) {
    return new Search.Wanted(Optional.of(words), Filter.OPEN, Optional.empty(), false);
  }

  /** Asks until the index is there: opening it takes its time on a busy machine. */
  private static Search.Found found(ListingSearch search, Search.Wanted wanted) throws IOException {
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (true) {
      try {
        return search.search(wanted, 100, Optional.empty());
      } catch (Refused e) {
        if (!e.code().text().equals("SEARCH_NOT_READY") || Instant.now().isAfter(end)) {
          throw new AssertionError(e);
        }
      }
    }
  }

  /** Asks until a block is shown: a question waits for it only a moment. */
  private List<Hash> ids(ListingSearch search, Search.Wanted wanted, int expected)
      throws IOException {
    Instant end = Instant.now().plus(Duration.ofSeconds(10));
    List<Hash> ids = ids(found(search, wanted));
    while (ids.size() != expected && Instant.now().isBefore(end)) {
      ids = ids(found(search, wanted));
    }
    return ids;
  }

  private static List<Hash> ids(Search.Found found) {
    return found.listings().stream().map(it -> it.listing().id()).toList();
  }

  @Test
  void findsWhatWasPublishedBeforeAndWhatComesAfter() throws IOException {
    Hash rain = publish("Rain", "in Bern", 50);
    ListingSearch search = search(directory);
    assertThat(ids(search, words("bern"), 1)).containsExactly(rain);

    Hash snow = publish("Snow", "in Bern", 50);

    assertThat(ids(search, words("bern"), 2)).containsExactlyInAnyOrder(rain, snow);
    assertThat(found(search, words("bern")).listings())
        .allSatisfy(it -> assertThat(it.publishedAt()).isPresent());
  }

  @Test
  void forgetsWhatIsWithdrawnAndWhatExpires() throws IOException {
    ListingSearch search = search(directory);
    Hash rain = publish("Rain", "", 50);
    Json.Obj soon = info("Rain", "soon", 5).with("expiresAt", Json.of(chain.time() + 10_000));
    chain.make(TestChain.SELLER, "market.info.publish", soon);
    assertThat(ids(search, words("rain"), 2)).hasSize(2);

    chain.block(10_000);
    assertThat(ids(search, words("rain"), 1)).containsExactly(rain);
    withdraw(rain);
    assertThat(ids(search, words("rain"), 0)).isEmpty();
    Search.Wanted all = new Search.Wanted(Optional.of("rain"), ALL, Optional.empty(), false);
    assertThat(ids(search, all, 2)).hasSize(2);
  }

  @Test
  void reputationCountsFromTheReviewOn() throws IOException {
    ListingSearch search = search(directory);
    Hash listing = publish("Rain", "", 50);
    Search.Wanted reputed =
        new Search.Wanted(
            Optional.empty(),
            new Filter(
                Set.of(), Optional.empty(), false, Search.Labels.ANY, Search.Prices.ANY, 600),
            Optional.of(Order.REPUTATION),
            false);
    assertThat(ids(search, reputed, 0)).isEmpty();

    sell(listing);

    assertThat(ids(search, reputed, 1)).containsExactly(listing);
  }

  private void sell(Hash listing) throws IOException {
    Json.Obj place =
        Json.object()
            .put("listingId", listing.hex())
            .put("resourcePrev", listing.hex())
            .put("amount", "50")
            .put("withoutArbiter", true)
            .build();
    Hash order = chain.make(TestChain.BUYER, "market.order.place", place);
    chain.make(
        TestChain.SELLER,
        "market.order.deliver",
        step(order).put("contentHash", listing.hex()).build());
    chain.make(TestChain.BUYER, "market.order.approve", step(order).build());
    chain.make(TestChain.BUYER, "market.order.review", step(order).put("rating", 5).build());
  }

  private Json.Builder step(Hash order) {
    Hash last = Orders.get(chain.database().tree(), order).orElseThrow().lastEvent();
    return Json.object().put("orderId", order.hex()).put("resourcePrev", last.hex());
  }

  /** Whatever happened, an index that followed says the same as one that is made anew. */
  @Test
  void anIndexThatIsMadeAgainSaysTheSame() {
    Seeds.forAll(
        4,
        random -> {
          try {
            close();
            open();
            Path place = directory.resolve("seed" + random.nextInt());
            compare(random, place);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  private void compare(Random random, Path place) throws IOException {
    ListingSearch followed = search(place.resolve("followed"));
    List<Hash> open = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int what = random.nextInt(6);
      if (what == 0 && !open.isEmpty()) {
        withdraw(open.remove(random.nextInt(open.size())));
      } else if (what == 1 && !open.isEmpty()) {
        reprice(open.get(random.nextInt(open.size())), 1 + random.nextInt(90));
      } else if (what == 2 && i % 7 == 0) {
        followed.close();
        followed = search(place.resolve("followed"));
      } else {
        String words = "rain ".repeat(random.nextInt(3)) + "雨".repeat(random.nextInt(3));
        open.add(publish("number " + i, words, 1 + random.nextInt(90)));
      }
      if (random.nextInt(5) == 0) {
        found(followed, words("rain"));
      }
    }
    assertThat(ids(followed, words("number"), open.size())).hasSize(open.size());
    followed.close();
    ListingSearch again =
        search(place.resolve("again"), CHAIN, ListingChanges.open(chain.database().store(), 0));
    ListingSearch reopened = search(place.resolve("followed"));
    for (Order order : Order.values()) {
      for (Optional<String> words :
          List.of(Optional.<String>empty(), Optional.of("rain"), Optional.of("雨雨"))) {
        Search.Wanted wanted = new Search.Wanted(words, ALL, Optional.of(order), true);
        Search.Found expected = found(again, wanted);
        assertThat(found(reopened, wanted)).isEqualTo(expected);
      }
    }
  }

  /** The index is cut off between its last commit and the ledger's head, as by a power cut. */
  @Test
  void catchesUpAfterACrash() throws IOException {
    ListingSearch search = search(directory.resolve("a"));
    Hash rain = publish("Rain", "", 50);
    assertThat(ids(search, words("rain"), 1)).hasSize(1);
    search.close();
    ListingSearch running = search(directory.resolve("a"));
    Hash second = publish("Rain", "two", 50);
    withdraw(rain);
    assertThat(ids(running, words("rain"), 1)).containsExactly(second);

    copy(directory.resolve("a"), directory.resolve("b"));
    ListingChanges after = ListingChanges.open(chain.database().store(), 0);

    ListingSearch restarted = search(directory.resolve("b"), CHAIN, after);
    assertThat(ids(restarted, words("rain"), 1)).containsExactly(second);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (Path file : files(from)) {
      if (!file.getFileName().toString().equals("write.lock")) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static List<Path> files(Path place) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files.sorted().toList();
    }
  }

  /** A ledger that has lost its end, or is another, never meets an index that knows more. */
  @Test
  void makesAnIndexAgainThatIsNotOfThisLedger() throws IOException {
    ListingSearch search = search(directory);
    Hash rain = publish("Rain", "", 50);
    publish("Rain", "", 50);
    assertThat(ids(search, words("rain"), 2)).hasSize(2);
    search.close();

    ListingSearch other = search(directory, "other chain", chain.changes());
    assertThat(ids(other, words("rain"), 2)).hasSize(2);
    other.close();
    close();
    open();
    assertThat(ids(search(directory, "other chain", chain.changes()), words("rain"), 0)).isEmpty();
    assertThat(rain).isNotNull();
  }

  @Test
  void makesADamagedIndexAgain() throws IOException {
    ListingSearch search = search(directory);
    Hash rain = publish("Rain", "", 50);
    assertThat(ids(search, words("rain"), 1)).hasSize(1);
    search.close();
    for (Path file : files(directory)) {
      damage(file);
      ListingSearch again = search(directory);
      assertThat(ids(again, words("rain"), 1)).as(file.toString()).containsExactly(rain);
      again.close();
    }
  }

  private static void damage(Path file) throws IOException {
    if (Files.exists(file)) {
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length > 0) {
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
      }
    }
  }

  @Test
  void keepsNoRowsThatTheIndexHas() throws IOException {
    ListingSearch search = search(directory);
    assertThat(ids(search, words("rain"), 0)).isEmpty();
    for (int i = 0; i < 5; i++) {
      publish("Rain", "", 50);
    }
    assertThat(ids(search, words("rain"), 5)).hasSize(5);
    assertThat(rows()).isEqualTo(5);
    search.close();
    assertThat(rows()).isEqualTo(1);
  }

  private int rows() throws IOException {
    int[] count = {0};
    Store.Family family = ListingChanges.families().get(0);
    chain
        .database()
        .store()
        .scan(
            family,
            new byte[] {1},
            null,
            (key, value) -> {
              count[0]++;
              return true;
            });
    return count[0];
  }

  @Test
  void leavesNothingOnDiskBeforeTheFirstQuestionOrListing() throws IOException {
    Path place = directory.resolve("search");
    ListingSearch search = search(place);
    chain.block(1);
    search.close();
    assertThat(place).doesNotExist();
  }

  @Test
  void refusesQuestionsAfterItsEndAndTooManyWords() throws IOException {
    ListingSearch search = search(directory);
    publish("Rain", "", 50);
    assertThat(ids(search, words("rain"), 1)).hasSize(1);
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 64; i++) {
      many.append('w').append(i).append(' ');
    }
    assertThat(ids(search, words(many.toString()), 0)).isEmpty();
    assertThatThrownBy(() -> search.search(words(many + "one"), 1, Optional.empty()))
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.code().text()).isEqualTo("INVALID_REQUEST"));
    assertThat(found(search, words("?!")).total().hits()).isZero();

    search.close();
    assertThatThrownBy(() -> search.search(words("rain"), 1, Optional.empty()))
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.code().text()).isEqualTo("SEARCH_NOT_READY"));
  }
}
