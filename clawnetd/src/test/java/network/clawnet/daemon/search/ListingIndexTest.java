package network.clawnet.daemon.search;

import static network.clawnet.daemon.search.Shelf.about;
import static network.clawnet.daemon.search.Shelf.did;
import static network.clawnet.daemon.search.Shelf.tags;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.testing.Seeds;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.market.Hit;
import network.clawnet.daemon.app.market.Markets.Market;
import network.clawnet.daemon.app.market.Search;
import network.clawnet.daemon.app.market.Search.Filter;
import network.clawnet.daemon.app.market.Search.Labels;
import network.clawnet.daemon.app.market.Search.Order;
import network.clawnet.daemon.app.market.Search.Prices;
import network.clawnet.daemon.search.Shelf.Item;
import network.clawnet.market.listing.Listing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListingIndexTest {
  private static final int ALL = 100;

  private final Shelf shelf = new Shelf();
  private final Scores scores = new Scores(shelf);
  private ListingIndex index;

  @BeforeEach
  void open(@TempDir Path directory) throws IOException {
    index = ListingIndex.create(directory, "chain");
  }

  @AfterEach
  void close() throws IOException {
    index.close();
  }

  private Hash put(Item item, Json.Builder about) throws IOException {
    return put(shelf.put(item, about));
  }

  private Hash put(ListingSource.Entry entry) throws IOException {
    index.put(entry);
    index.show();
    return entry.view().listing().id();
  }

  private Asked.Hits ask(Search.Wanted wanted, int limit, Optional<Hit> after) {
    Set<String> words = wanted.words().map(it -> index.words(it, 64)).orElse(Set.of());
    Asked asked =
        new Asked(wanted, words, new Asked.Part(limit, after), new OwnerScores(scores), Shelf.NOW);
    try {
      return index.look(asked::at);
    } catch (LostIndexException e) {
      throw new AssertionError(e);
    }
  }

  private List<Hash> ids(Search.Wanted wanted) {
    return ask(wanted, ALL, Optional.empty()).ids();
  }

  private static Search.Wanted words(String words) {
    return new Search.Wanted(Optional.of(words), Filter.OPEN, Optional.empty(), false);
  }

  private static Search.Wanted by(Order order) {
    return new Search.Wanted(Optional.empty(), Filter.OPEN, Optional.of(order), false);
  }

  private static Search.Wanted filtered(Filter filter) {
    return new Search.Wanted(Optional.empty(), filter, Optional.empty(), false);
  }

  private static Filter labelled(Labels labels) {
    return new Filter(Set.of(), Optional.empty(), false, labels, Prices.ANY, 0);
  }

  private static Filter priced(long least, long most) {
    Prices prices = new Prices(Optional.of(new Tokens(least)), Optional.of(new Tokens(most)));
    return new Filter(Set.of(), Optional.empty(), false, Labels.ANY, prices, 0);
  }

  @Test
  void findsWordsInEveryPartOfAListing() throws IOException {
    Hash listing =
        put(
            Item.INFO,
            about("Rain in Bern")
                .put("preview", "hourly")
                .put("description", "measured by 气象站")
                .put("category", "weather")
                .put("tags", tags("swiss", "雨量")));
    put(Item.INFO, about("Snow"));

    for (String words : List.of("RAIN bern", "HOURLY", "measures", "weather swiss", "雨量", "气象 站")) {
      assertThat(ids(words(words))).as(words).containsExactly(listing);
    }
    assertThat(ids(words("rain snow"))).isEmpty();
    assertThat(ids(words("gauge"))).isEmpty();
  }

  @Test
  void ranksATitleBeforeATextAndAShortTextBeforeALongOne() throws IOException {
    String filler = " word".repeat(80);
    Hash late = put(Item.INFO, about("Other").put("description", "rain" + filler));
    Hash text = put(Item.INFO, about("Other").put("description", "rain"));
    Hash title = put(Item.INFO, about("Rain"));
    put(Item.INFO, about("Snow"));

    assertThat(ids(words("rain"))).containsExactly(title, text, late);
  }

  @Test
  void ranksTheSameWhateverElseIsThere() throws IOException {
    Hit before = null;
    for (int i = 0; i < 40; i++) {
      put(Item.INFO, about("rain " + "x".repeat(i + 1)));
      Hit first = ask(words("rain"), 1, Optional.empty()).next().orElse(null);
      if (before != null && first != null) {
        assertThat(first.key()).isEqualTo(before.key());
      }
      before = first;
    }
  }

  @Test
  void filtersByMarketOwnerAndState() throws IOException {
    Hash info = put(Item.INFO, about("a"));
    Hash task = put(Item.INFO.of(Listing.Kind.TASK_RANGE).by(did(2)), about("a"));
    Hash taken = put(Item.INFO.being(Listing.Status.TAKEN), about("a"));
    Hash over = put(Item.INFO.until(Shelf.NOW), about("a"));
    Hash last = put(Item.INFO.until(Shelf.NOW + 1), about("a"));

    assertThat(ids(filtered(Filter.OPEN))).containsExactly(last, task, info);
    assertThat(ids(filtered(of(Set.of(Market.TASK), Optional.empty(), false))))
        .containsExactly(task);
    assertThat(ids(filtered(of(Set.of(Market.TASK, Market.INFO), Optional.empty(), true))))
        .containsExactly(last, over, taken, task, info);
    assertThat(ids(filtered(of(Set.of(), Optional.of(did(2)), false)))).containsExactly(task);
    assertThat(ids(filtered(of(Set.of(Market.CAPABILITY), Optional.empty(), true)))).isEmpty();
  }

  private static Filter of(Set<Market> markets, Optional<Did> owner, boolean closed) {
    return new Filter(markets, owner, closed, Labels.ANY, Prices.ANY, 0);
  }

  @Test
  void filtersByLabelsExactly() throws IOException {
    Hash both =
        put(
            Item.INFO,
            about("a")
                .put("category", "Weather")
                .put("tags", tags("a", "b c"))
                .put("infoType", "r"));
    put(Item.INFO, about("a").put("category", "weather").put("tags", tags("a")));

    Optional<String> any = Optional.empty();
    assertThat(ids(filtered(labelled(new Labels(Optional.of("Weather"), Set.of(), Set.of())))))
        .containsExactly(both);
    assertThat(ids(filtered(labelled(new Labels(any, Set.of("a"), Set.of()))))).hasSize(2);
    assertThat(ids(filtered(labelled(new Labels(any, Set.of("a", "b c"), Set.of())))))
        .containsExactly(both);
    assertThat(ids(filtered(labelled(new Labels(any, Set.of(), Set.of("infoType=r"))))))
        .containsExactly(both);
    assertThat(ids(filtered(labelled(new Labels(any, Set.of(), Set.of("taskType=r")))))).isEmpty();
  }

  @Test
  void filtersAndOrdersByPrice() throws IOException {
    Hash fifty = put(Item.INFO, about("a"));
    Hash range = put(Item.INFO.of(Listing.Kind.TASK_RANGE).priced(10, 90), about("a"));
    Hash seventy = put(Item.INFO.priced(70, 70), about("a"));

    assertThat(ids(filtered(priced(51, 70)))).containsExactly(seventy, range);
    assertThat(ids(filtered(priced(50, 69)))).containsExactly(range, fifty);
    assertThat(ids(filtered(priced(91, 99)))).isEmpty();
    assertThat(ids(filtered(priced(1, 9)))).isEmpty();
    assertThat(ids(by(Order.PRICE_ASC))).containsExactly(range, fifty, seventy);
    assertThat(ids(by(Order.PRICE_DESC))).containsExactly(seventy, fifty, range);
  }

  @Test
  void ordersAndFiltersByReputationAsItIsNow() throws IOException {
    Hash one = put(Item.INFO.by(did(1)), about("a"));
    Hash two = put(Item.INFO.by(did(2)), about("a"));
    shelf.scores.put(did(1), 700);
    assertThat(ids(by(Order.REPUTATION))).containsExactly(one, two);
    int read = shelf.scoresRead;
    assertThat(ids(by(Order.REPUTATION))).containsExactly(one, two);
    assertThat(shelf.scoresRead).isEqualTo(read);

    shelf.scores.put(did(2), 701);
    scores.forget(did(2));
    assertThat(ids(by(Order.REPUTATION))).containsExactly(two, one);
    assertThat(ids(filtered(reputed(700)))).containsExactly(two, one);
    assertThat(ids(filtered(reputed(701)))).containsExactly(two);
    assertThat(ids(filtered(reputed(702)))).isEmpty();
  }

  private static Filter reputed(int least) {
    return new Filter(Set.of(), Optional.empty(), false, Labels.ANY, Prices.ANY, least);
  }

  @Test
  void countsHitsByMarketCategoryAndTag() throws IOException {
    put(Item.INFO, about("rain").put("category", "weather").put("tags", tags("a", "b", "a")));
    put(Item.INFO, about("rain").put("category", "weather").put("tags", tags("b")));
    put(Item.INFO.of(Listing.Kind.TASK_FIXED), about("rain").put("category", "art"));
    put(Item.INFO.of(Listing.Kind.TASK_FIXED), about("snow").put("category", "art"));

    Search.Wanted wanted =
        new Search.Wanted(Optional.of("rain"), Filter.OPEN, Optional.empty(), true);
    Asked.Hits hits = ask(wanted, 1, Optional.empty());

    assertThat(hits.total()).isEqualTo(new Search.Total(3, true));
    assertThat(hits.facets())
        .contains(
            new Search.Facets(
                List.of(new Search.Count("info", 2), new Search.Count("task", 1)),
                List.of(new Search.Count("weather", 2), new Search.Count("art", 1)),
                List.of(new Search.Count("b", 2), new Search.Count("a", 1)),
                true));
  }

  @Test
  void replacesWhatHasChangedAndLeavesWhatHasNot() throws IOException {
    ListingSource.Entry first = shelf.put(Item.INFO, about("rain"));
    assertThat(index.put(first)).isTrue();
    index.show();
    assertThat(index.put(first)).isFalse();

    ListingSource.Entry second = shelf.change(first, Item.INFO, about("snow"));
    Hash id = put(second);

    assertThat(ids(words("rain"))).isEmpty();
    assertThat(ids(words("snow"))).containsExactly(id);
    assertThat(index.put(second)).isFalse();
    assertThat(
            index.put(
                shelf.change(second, Item.INFO.being(Listing.Status.WITHDRAWN), about("snow"))))
        .isTrue();
    index.show();
    assertThat(ids(words("snow"))).isEmpty();
  }

  @Test
  void takesListingsOfAnyForm() throws IOException {
    String huge = "x".repeat(40_000);
    Hash odd =
        put(
            Item.INFO,
            about(huge)
                .put("category", huge)
                .put("infoType", "")
                .put("description", Json.of(7))
                .put("tags", Json.of(List.of(Json.of(huge), Json.of(1), Json.of("\u0000\ud800")))));
    Hash mute = put(Item.INFO, Json.object());

    assertThat(ids(filtered(Filter.OPEN))).containsExactly(mute, odd);
  }

  /** A page of a list that changes shows everything that stays, once and in order. */
  @Test
  void pagesFitTogetherWhileListingsComeChangeAndGo() {
    Seeds.forAll(
        6,
        random -> {
          for (Order order : Order.values()) {
            try {
              pages(random, order);
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          }
        });
  }

  private void pages(Random random, Order order) throws IOException {
    Search.Wanted wanted =
        new Search.Wanted(Optional.of("rain"), Filter.OPEN, Optional.of(order), false);
    List<ListingSource.Entry> stay = new ArrayList<>();
    List<ListingSource.Entry> others = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      stay.add(random(random));
      others.add(random(random));
    }
    index.show();
    List<Hash> complete = ids(wanted);
    List<Hash> seen = new ArrayList<>();
    Optional<Hit> next = Optional.empty();
    do {
      Asked.Hits part = ask(wanted, 1 + random.nextInt(7), next);
      seen.addAll(part.ids());
      next = part.next();
      index.put(random(random));
      ListingSource.Entry gone = others.remove(others.size() - 1);
      index.put(shelf.change(gone, Item.INFO.being(Listing.Status.WITHDRAWN), about("rain")));
      index.show();
    } while (next.isPresent() && !others.isEmpty());
    while (next.isPresent()) {
      Asked.Hits part = ask(wanted, 7, next);
      seen.addAll(part.ids());
      next = part.next();
    }

    List<Hash> staying = stay.stream().map(it -> it.view().listing().id()).toList();
    assertThat(new HashSet<>(seen)).hasSameSizeAs(seen);
    assertThat(seen.stream().filter(staying::contains))
        .containsExactlyElementsOf(complete.stream().filter(staying::contains).toList())
        .hasSize(staying.size());
    clear();
  }

  private ListingSource.Entry random(Random random) throws IOException {
    Item item = Item.INFO.by(did(1 + random.nextInt(3))).priced(1 + random.nextInt(4), 9);
    String title = "rain" + " rain".repeat(random.nextInt(3)) + " x".repeat(random.nextInt(4));
    ListingSource.Entry entry = shelf.put(item, about(title));
    index.put(entry);
    return entry;
  }

  private void clear() throws IOException {
    for (ListingSource.Entry each : List.copyOf(shelf.entries.values())) {
      index.put(shelf.change(each, Item.INFO.being(Listing.Status.WITHDRAWN), about("rain")));
    }
    shelf.entries.clear();
    index.show();
  }

  @Test
  void answersAnyPlaceInAnyOrder() throws IOException {
    for (int i = 0; i < 5; i++) {
      put(Item.INFO, about("rain"));
    }
    for (Order order : Order.values()) {
      for (long key : List.of(0L, 1L, (long) Integer.MAX_VALUE, Long.MAX_VALUE)) {
        Search.Wanted wanted =
            new Search.Wanted(Optional.of("rain"), Filter.OPEN, Optional.of(order), false);
        Hit place = new Hit(order, key, Long.MAX_VALUE);
        assertThat(ask(wanted, ALL, Optional.of(place)).ids()).hasSizeLessThanOrEqualTo(5);
      }
    }
  }

  @Test
  void theNewestComesFirstWhereNothingElseDecides() throws IOException {
    List<ListingSource.Entry> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(shelf.put(Item.INFO, about("rain")));
    }
    for (ListingSource.Entry each : made) {
      put(each);
    }
    made.sort(Comparator.comparing(it -> -it.place().orElseThrow().height()));
    List<Hash> newest = made.stream().map(it -> it.view().listing().id()).toList();
    for (Order order : Order.values()) {
      Search.Wanted wanted =
          new Search.Wanted(Optional.of("rain"), Filter.OPEN, Optional.of(order), false);
      assertThat(ids(wanted)).as(order.name()).isEqualTo(newest);
    }
  }
}
