package network.clawnet.daemon.query.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Movement;
import network.clawnet.core.identity.Did;
import network.clawnet.core.testing.TestActor;
import network.clawnet.daemon.app.feed.Feed;
import network.clawnet.daemon.app.feed.Place;
import network.clawnet.daemon.feed.LedgerFeed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LedgerFeedTest {
  private static final Feed.Filter ALL = new Feed.Filter(Set.of(), Optional.empty());
  private static final Place START = new Place(0, Place.END);

  private TestChain chain;
  private LedgerFeed feed;

  @BeforeEach
  void open() throws IOException {
    chain = new TestChain();
    feed =
        new LedgerFeed(
            chain.database().reader(),
            chain.database().tree(),
            () -> chain.height(),
            Runnable::run);
  }

  private static Json.Obj info(String title) {
    return Json.object()
        .put("about", Json.object().put("title", title).build())
        .put("price", "50")
        .put("terms", Json.object().put("deliverMs", 5_000).build())
        .build();
  }

  private Hash publish(String title) throws IOException {
    return chain.make(TestChain.SELLER, "market.info.publish", info(title));
  }

  private Hash order(Hash listing) throws IOException {
    return chain.make(
        TestChain.BUYER,
        "market.order.place",
        Json.object()
            .put("listingId", listing.hex())
            .put("resourcePrev", listing.hex())
            .put("amount", "50")
            .put("withoutArbiter", true)
            .build());
  }

  private static Feed.Filter of(TestActor actor, String... types) {
    return new Feed.Filter(Set.of(types), Optional.of(actor.did()));
  }

  private List<String> types(Feed.Filter filter) throws IOException {
    return feed.read(START, filter, 100).items().stream().map(Feed.Item::type).toList();
  }

  @Test
  void tellsEverythingOnceWhateverThePartsAre() throws IOException {
    chain.add(TestChain.SELLER, "market.info.publish", info("one"));
    chain.add(TestChain.SELLER, "market.info.publish", info("two"));
    chain.block(1);
    chain.block(1);
    publish("three");
    List<Hash> whole = new ArrayList<>();
    feed.read(START, ALL, 100).items().forEach(it -> whole.add(it.event().orElseThrow()));

    List<Hash> parts = new ArrayList<>();
    Place place = START;
    boolean more = true;
    while (more) {
      Feed.Batch batch = feed.read(place, ALL, 1);
      batch.items().forEach(it -> parts.add(it.event().orElseThrow()));
      place = batch.next();
      more = batch.more();
    }

    assertThat(whole).hasSize(3);
    assertThat(parts).isEqualTo(whole);
    assertThat(feed.read(place, ALL, 1).items()).isEmpty();
  }

  @Test
  void filtersByTypeAndByWhomItConcerns() throws IOException {
    Hash order = order(publish("rain"));
    chain.make(
        TestChain.SELLER,
        "market.order.deliver",
        Json.object()
            .put("orderId", order.hex())
            .put("resourcePrev", order.hex())
            .put("contentHash", order.hex())
            .build());

    // the buyer has signed only the order, and hears of the delivery all the same
    assertThat(types(of(TestChain.BUYER)))
        .containsExactly("market.order.place", "market.order.deliver");
    assertThat(types(of(TestChain.SELLER, "market.order.*")))
        .containsExactly("market.order.place", "market.order.deliver");
    assertThat(types(of(TestChain.SELLER, "market.info.publish")))
        .containsExactly("market.info.publish");
    assertThat(types(of(new TestActor("stranger")))).isEmpty();
  }

  @Test
  void tellsWhatADeadlineHasMoved() throws IOException {
    Hash order = order(publish("rain"));
    chain.block(5_000);

    Did buyer = TestChain.BUYER.did();
    Feed.Batch batch = feed.read(START, of(TestChain.BUYER, Feed.DUE), 100);
    assertThat(batch.items())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.event()).isEmpty();
              assertThat(item.movements())
                  .singleElement()
                  .satisfies(it -> assertThat(it.kind()).isEqualTo(Movement.Kind.MARKET_REFUND))
                  .satisfies(it -> assertThat(it.to()).isEqualTo(buyer))
                  .satisfies(it -> assertThat(it.reference()).isEqualTo(order.hex()));
            });
  }

  @Test
  void waitsForTheNextBlockThatHasSomething() throws Exception {
    CompletableFuture<Feed.Batch> waiting =
        feed.await(feed.head(), of(TestChain.SELLER), 10, Duration.ofMinutes(1));
    chain.block(1);
    feed.onFinal(chain.lastBlock());
    assertThat(waiting).isNotDone();

    publish("rain");
    feed.onFinal(chain.lastBlock());

    assertThat(waiting.get().items()).hasSize(1);
  }

  @Test
  void aServerThatTakesNoWorkFailsItsReadersAndNotTheLedger() throws IOException {
    LedgerFeed closed =
        new LedgerFeed(
            chain.database().reader(),
            chain.database().tree(),
            () -> chain.height(),
            work -> {
              throw new RejectedExecutionException("the server has stopped");
            });
    CompletableFuture<Feed.Batch> waiting =
        closed.await(closed.head(), ALL, 10, Duration.ofMinutes(1));
    publish("rain");

    closed.onFinal(chain.lastBlock());

    assertThat(waiting).isCompletedExceptionally();
  }

  @Test
  void answersWithNothingWhenTheTimeIsOver() throws Exception {
    Feed.Batch batch = feed.await(feed.head(), ALL, 10, Duration.ofMillis(1)).get();

    assertThat(batch.items()).isEmpty();
    assertThat(batch.next()).isEqualTo(feed.head());
  }

  @Test
  void goesOnBehindAPlaceThatIsStillToCome() throws IOException {
    publish("rain");

    Feed.Batch batch = feed.read(new Place(9, Place.END), ALL, 10);

    assertThat(batch.items()).isEmpty();
    assertThat(batch.next()).isEqualTo(new Place(9, Place.END));
    assertThat(batch.more()).isFalse();
  }

  @Test
  void aPlaceIsTheSameAfterItsText() throws Exception {
    assertThat(Place.parse("7")).isEqualTo(new Place(7, Place.END));
    assertThat(Place.parse("7.3")).isEqualTo(new Place(7, 3));
    assertThat(Place.parse(new Place(7, 3).text())).isEqualTo(new Place(7, 3));
  }
}
