package network.clawnet.daemon.http.market;

import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Hit;
import network.clawnet.daemon.app.market.Markets.Market;
import network.clawnet.daemon.app.market.Search;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Query;
import network.clawnet.daemon.http.Route;

/** {@code GET /api/markets/search}: listings of all markets by words, filters and order. */
public record GetSearch(Search search) implements Route {
  private static final int MAX_REPUTATION = 1_000;
  private static final int MAX_LABEL_CHARS = 64;
  private static final int MAX_TAGS = 16;
  private static final List<String> TYPES = List.of("infoType", "taskType", "capabilityType");

  @Override
  public Endpoint endpoint() {
    return Endpoint.get(
        "/api/markets/search",
        MarketCalls.paged(
            "market",
            "markets",
            "keyword",
            "category",
            "tags",
            "infoType",
            "taskType",
            "capabilityType",
            "owner",
            "state",
            "minPrice",
            "maxPrice",
            "minReputation",
            "sort",
            "includeFacets"));
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    Query query = call.query();
    Search.Wanted wanted =
        new Search.Wanted(
            GetListings.words(query, "keyword"),
            filter(query),
            query.text("sort").isPresent()
                ? Optional.of(query.choice("sort", Search.Order.class, Search.Order.NEWEST))
                : Optional.empty(),
            query.flag("includeFacets"));
    return Answer.now(json(search.search(wanted, query.limit(), after(query))));
  }

  private static Search.Filter filter(Query query) throws DecodeException, Refused {
    return new Search.Filter(
        markets(query),
        query.account("owner"),
        query.choice("state", GetListings.State.class, GetListings.State.OPEN)
            == GetListings.State.ALL,
        new Search.Labels(label(query, "category"), tags(query), types(query)),
        new Search.Prices(
            GetListings.price(query, "minPrice"), GetListings.price(query, "maxPrice")),
        (int) query.integer("minReputation", 0, 0, MAX_REPUTATION));
  }

  private static Set<Market> markets(Query query) throws DecodeException {
    Set<Market> all = EnumSet.noneOf(Market.class);
    if (query.text("market").isPresent()) {
      all.add(query.choice("market", Market.class, Market.INFO));
    }
    for (String name : listed(query, "markets", Market.values().length)) {
      all.add(market(name));
    }
    return all;
  }

  private static Market market(String name) throws DecodeException {
    for (Market market : Market.values()) {
      if (market.name().toLowerCase(Locale.ROOT).equals(name)) {
        return market;
      }
    }
    throw new DecodeException(
        "query parameter \"markets\" must hold capability, info or task, separated by commas");
  }

  private static Set<String> tags(Query query) throws DecodeException {
    Set<String> tags = listed(query, "tags", MAX_TAGS);
    for (String tag : tags) {
      requireLabel("tags", tag);
    }
    return tags;
  }

  private static Set<String> types(Query query) throws DecodeException {
    Set<String> all = new LinkedHashSet<>();
    for (String name : TYPES) {
      label(query, name).ifPresent(value -> all.add(name + "=" + value));
    }
    return all;
  }

  private static Set<String> listed(Query query, String name, int most) throws DecodeException {
    Set<String> all = new LinkedHashSet<>();
    for (String each : query.text(name).orElse("").split(",", -1)) {
      if (!each.isBlank()) {
        all.add(each.strip());
      }
    }
    if (all.size() > most) {
      throw new DecodeException(
          "query parameter \"" + name + "\" has more than " + most + " values");
    }
    return all;
  }

  private static Optional<String> label(Query query, String name) throws DecodeException {
    Optional<String> text = query.text(name).filter(it -> !it.isBlank());
    if (text.isPresent()) {
      requireLabel(name, text.get());
    }
    return text;
  }

  private static void requireLabel(String name, String value) throws DecodeException {
    if (value.length() > MAX_LABEL_CHARS) {
      throw new DecodeException(
          "query parameter \""
              + name
              + "\" has a value of more than "
              + MAX_LABEL_CHARS
              + " characters");
    }
  }

  private static Optional<Hit> after(Query query) throws DecodeException {
    Optional<String> cursor = query.text("cursor");
    if (cursor.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Hit.parse(cursor.get()));
    } catch (DecodeException e) {
      throw new DecodeException("query parameter \"cursor\" must be the \"next\" of an answer");
    }
  }

  private static Json.Obj json(Search.Found found) {
    return Json.object()
        .put("listings", Json.of(found.listings().stream().map(ListingJson::view).toList()))
        .put("next", found.next().map(it -> Json.of(it.text())).orElse(null))
        .put("total", found.total().hits())
        .put("totalIsExact", found.total().exact())
        .put("facets", found.facets().map(GetSearch::facets).orElse(null))
        .build();
  }

  private static Json facets(Search.Facets facets) {
    return Json.object()
        .put("markets", counts(facets.markets()))
        .put("categories", counts(facets.categories()))
        .put("tags", counts(facets.tags()))
        .put("isExact", facets.exact())
        .build();
  }

  private static Json counts(List<Search.Count> counts) {
    return Json.of(
        counts.stream()
            .map(it -> Json.object().put("value", it.value()).put("count", it.hits()).build())
            .toList());
  }
}
