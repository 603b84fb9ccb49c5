package network.clawnet.daemon.app.market;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Markets.ListingView;
import network.clawnet.daemon.app.market.Markets.Market;

/**
 * Finds listings by words. Callable from any thread; may read the disk and wait a moment for
 * listings that have just become final.
 *
 * <p>{@code IOException} is a fault of the storage: the node answers 500 and reports itself
 * unhealthy. A fault of the index alone is a refusal.
 */
public interface Search {
  /** Which listing comes first; where nothing else decides, the newest. */
  enum Order {
    /** How well the words fit; without words the newest. */
    RELEVANCE(0),
    NEWEST(1),
    PRICE_ASC(2),
    PRICE_DESC(3),
    /** The owner's score. */
    REPUTATION(4);

    private final int code;

    Order(int code) {
      this.code = code;
    }

    /** Returns what stands for it in places. */
    public int code() {
      return code;
    }
  }

  /**
   * What is looked for.
   *
   * @param words that must all occur, of any language; empty for everything
   * @param order empty for relevance where there are words, else for the newest
   * @param facets whether the hits are counted by market, category and tag
   */
  record Wanted(Optional<String> words, Filter filter, Optional<Order> order, boolean facets) {
    /** Returns the order that is meant. */
    public Order ordered() {
      Order said = order.orElse(words.isPresent() ? Order.RELEVANCE : Order.NEWEST);
      return words.isEmpty() && said == Order.RELEVANCE ? Order.NEWEST : said;
    }
  }

  /**
   * What every hit must be.
   *
   * @param markets empty for all
   * @param closed whether also what nobody can take any more
   * @param minReputation least score of the owner, 0 to 1 000
   */
  record Filter(
      Set<Market> markets,
      Optional<Did> owner,
      boolean closed,
      Labels labels,
      Prices prices,
      int minReputation) {
    /** Filters nothing but what is closed. */
    public static final Filter OPEN =
        new Filter(Set.of(), Optional.empty(), false, Labels.ANY, Prices.ANY, 0);

    public Filter {
      markets = Set.copyOf(markets);
    }
  }

  /**
   * What the owner has to have written, exactly so.
   *
   * @param tags all of them
   * @param types the form {@code member=value} of {@code infoType}, {@code taskType} and {@code
   *     capabilityType}; all of them
   */
  record Labels(Optional<String> category, Set<String> tags, Set<String> types) {
    public static final Labels ANY = new Labels(Optional.empty(), Set.of(), Set.of());

    public Labels {
      tags = Set.copyOf(tags);
      types = Set.copyOf(types);
    }
  }

  /** Bounds that the price, or a range of prices, must reach into. */
  record Prices(Optional<Tokens> least, Optional<Tokens> most) {
    public static final Prices ANY = new Prices(Optional.empty(), Optional.empty());
  }

  /**
   * What was found.
   *
   * @param next where the next part begins; empty at the end. A part may be short where a listing
   *     was closed a moment ago
   */
  record Found(
      List<ListingView> listings, Optional<Hit> next, Total total, Optional<Facets> facets) {
    public Found {
      listings = List.copyOf(listings);
    }
  }

  /**
   * How many there are.
   *
   * @param exact false where there are more
   */
  record Total(long hits, boolean exact) {}

  /**
   * Numbers of hits, the largest first, at most {@value #MAX_VALUES} values of each.
   *
   * @param exact false where only the first hits were counted
   */
  record Facets(List<Count> markets, List<Count> categories, List<Count> tags, boolean exact) {
    /** Most values of one facet. */
    public static final int MAX_VALUES = 20;

    public Facets {
      markets = List.copyOf(markets);
      categories = List.copyOf(categories);
      tags = List.copyOf(tags);
    }
  }

  /** Hits that have a value. */
  record Count(String value, long hits) {}

  /**
   * Returns part of what fits.
   *
   * @param limit 1 to 100
   * @param after the {@code next} of the part before; empty for the first
   * @throws Refused SEARCH_NOT_READY while the index is made, OVERLOADED if it takes too long,
   *     INVALID_REQUEST for too many words or a place in another order
   */
  Found search(Wanted wanted, int limit, Optional<Hit> after) throws IOException, Refused;
}
