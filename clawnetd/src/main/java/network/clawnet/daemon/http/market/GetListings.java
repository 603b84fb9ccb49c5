package network.clawnet.daemon.http.market;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Markets.Market;
import network.clawnet.daemon.app.market.Markets.Wanted;
import network.clawnet.daemon.http.Answer;
import network.clawnet.daemon.http.Call;
import network.clawnet.daemon.http.Endpoint;
import network.clawnet.daemon.http.Query;
import network.clawnet.daemon.http.Route;

/**
 * {@code GET /api/markets/info}, {@code /tasks}, {@code /capabilities}: what is on offer there, the
 * newest first.
 */
public record GetListings(Market market, MarketCalls calls) implements Route {
  private static final int MAX_WORDS_CHARS = 200;
  private static final String[] FILTERS = {
    "keyword", "category", "owner", "state", "minPrice", "maxPrice"
  };

  /** Which listings a call asks for, beside their owner. */
  enum State {
    OPEN,
    ALL
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.get(MarketPaths.of(market), MarketCalls.paged(FILTERS));
  }

  @Override
  public CompletableFuture<Answer> handle(Call call) throws Refused, DecodeException, IOException {
    Query query = call.query();
    Wanted wanted =
        new Wanted(
            Optional.of(market),
            query.account("owner"),
            query.choice("state", State.class, State.OPEN) == State.ALL,
            words(query, "keyword"),
            words(query, "category"),
            price(query, "minPrice"),
            price(query, "maxPrice"));
    return MarketCalls.list(
        "listings",
        calls.cases().markets().listings(wanted, MarketCalls.part(call)),
        ListingJson::view);
  }

  /** Returns a text that is not blank, of bounded length. */
  static Optional<String> words(Query query, String name) throws DecodeException {
    Optional<String> text = query.text(name).filter(it -> !it.isBlank());
    if (text.isPresent() && text.get().length() > MAX_WORDS_CHARS) {
      throw new DecodeException(
          "query parameter \"" + name + "\" has more than " + MAX_WORDS_CHARS + " characters");
    }
    return text;
  }

  static Optional<Tokens> price(Query query, String name) throws DecodeException {
    Optional<String> text = query.text(name);
    return text.isPresent()
        ? Optional.of(JsonFields.parseAmount(name, text.get()))
        : Optional.empty();
  }
}
