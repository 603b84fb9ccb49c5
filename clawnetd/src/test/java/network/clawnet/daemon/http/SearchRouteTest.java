package network.clawnet.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import network.clawnet.core.codec.Json;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.market.Hit;
import network.clawnet.daemon.app.market.Markets.ListingView;
import network.clawnet.daemon.app.market.Markets.Market;
import network.clawnet.daemon.app.market.Search;
import network.clawnet.daemon.http.testing.FakeNode;
import network.clawnet.daemon.http.testing.TestServer;
import network.clawnet.daemon.http.testing.TestServer.Reply;
import network.clawnet.market.listing.Listing;
import network.clawnet.market.listing.Pricing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchRouteTest {
  private static final String PATH = "/api/markets/search";
  private static final Hit PLACE = new Hit(Search.Order.PRICE_ASC, 50, 7);

  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private Search.Wanted wanted(String query) {
    assertThat(server.get(PATH + query).status()).isEqualTo(200);
    return Objects.requireNonNull(server.node.search.wanted);
  }

  @Test
  void asksForEverythingOpenIfNothingIsSaid() {
    assertThat(wanted(""))
        .isEqualTo(
            new Search.Wanted(Optional.empty(), Search.Filter.OPEN, Optional.empty(), false));
  }

  @Test
  void passesAllThatIsAsked() {
    Search.Wanted wanted =
        wanted(
            "?keyword=rain%20%E9%9B%A8&market=task&markets=info,task&category=Weather&tags=a,%20b,"
                + "&infoType=report&owner="
                + FakeNode.BOB.text()
                + "&state=all&minPrice=1&maxPrice=90&minReputation=1000&sort=price_asc"
                + "&includeFacets=true&cursor="
                + PLACE.text());

    assertThat(wanted)
        .isEqualTo(
            new Search.Wanted(
                Optional.of("rain 雨"),
                new Search.Filter(
                    Set.of(Market.INFO, Market.TASK),
                    Optional.of(FakeNode.BOB),
                    true,
                    new Search.Labels(
                        Optional.of("Weather"), Set.of("a", "b"), Set.of("infoType=report")),
                    new Search.Prices(Optional.of(new Tokens(1)), Optional.of(new Tokens(90))),
                    1_000),
                Optional.of(Search.Order.PRICE_ASC),
                true));
    assertThat(server.node.search.after).contains(PLACE);
  }

  @Test
  void answersHitsTheirNumberAndWhereTheNextAre() {
    Listing listing = server.node.markets.list(Listing.Kind.INFO, Pricing.fixed(new Tokens(50)));
    ListingView view =
        new ListingView(listing, listing.status(), Optional.empty(), OptionalLong.of(5), false);
    List<Search.Count> counts = List.of(new Search.Count("info", 3));
    server.node.search.found =
        new Search.Found(
            List.of(view),
            Optional.of(PLACE),
            new Search.Total(10_000, false),
            Optional.of(new Search.Facets(counts, List.of(), List.of(), true)));

    Reply reply = server.get(PATH);

    Json.Obj said = reply.body();
    assertThat(said.get("next")).isEqualTo(Json.of(PLACE.text()));
    assertThat(said.get("total")).isEqualTo(Json.of(10_000));
    assertThat(said.get("totalIsExact")).isEqualTo(Json.of(false));
    assertThat(said.get("listings"))
        .isInstanceOfSatisfying(Json.Arr.class, it -> assertThat(it.items()).hasSize(1));
    assertThat(said.get("facets"))
        .isEqualTo(
            Json.object()
                .put(
                    "markets",
                    Json.of(List.of(Json.object().put("value", "info").put("count", 3).build())))
                .put("categories", Json.of(List.of()))
                .put("tags", Json.of(List.of()))
                .put("isExact", true)
                .build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?cursor=zz",
        "?cursor=00",
        "?cursor=0900000000000000000000000000000000",
        "?limit=101",
        "?limit=0",
        "?maxPrice=1.5",
        "?state=closed",
        "?market=food",
        "?markets=info,food",
        "?sort=taste",
        "?minReputation=1001",
        "?includeFacets=maybe",
        "?tags=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17"
      })
  void refusesWhatIsAskedWrongly(String query) {
    assertThat(server.get(PATH + query).code()).isEqualTo("INVALID_REQUEST");
  }

  @Test
  void refusesTextsThatAreTooLong() {
    assertThat(server.get(PATH + "?keyword=" + "a".repeat(200)).status()).isEqualTo(200);
    assertThat(server.get(PATH + "?keyword=" + "a".repeat(201)).code())
        .isEqualTo("INVALID_REQUEST");
    assertThat(server.get(PATH + "?category=" + "a".repeat(64)).status()).isEqualTo(200);
    assertThat(server.get(PATH + "?category=" + "a".repeat(65)).code())
        .isEqualTo("INVALID_REQUEST");
  }
}
