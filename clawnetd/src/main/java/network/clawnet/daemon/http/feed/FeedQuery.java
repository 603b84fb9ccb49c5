package network.clawnet.daemon.http.feed;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.feed.Feed;
import network.clawnet.daemon.app.feed.Place;
import network.clawnet.daemon.http.Query;

/**
 * From where and what a reader of the feed wants.
 *
 * @param after {@code since}; left out, the present
 */
public record FeedQuery(Place after, Feed.Filter filter) {
  private static final int MAX_TYPES = 16;

  /** Reads {@code since}, {@code type} and {@code account}. */
  public static FeedQuery of(Query query, Feed feed) throws DecodeException, Refused {
    Optional<String> since = query.text("since");
    Place after = since.isPresent() ? place(since.get()) : feed.head();
    return new FeedQuery(after, new Feed.Filter(types(query), query.account("account")));
  }

  private static Place place(String text) throws DecodeException {
    try {
      return Place.parse(text);
    } catch (DecodeException e) {
      throw new DecodeException("query parameter \"since\": " + e.getMessage());
    }
  }

  /** Reads types, separated by commas. */
  private static Set<String> types(Query query) throws DecodeException {
    Optional<String> text = query.text("type");
    if (text.isEmpty()) {
      return Set.of();
    }
    Set<String> types = new TreeSet<>(List.of(text.get().split(",", -1)));
    if (types.size() > MAX_TYPES || types.contains("")) {
      throw new DecodeException(
          "query parameter \"type\" names 1 to "
              + MAX_TYPES
              + " types, separated by commas; market.* stands for all that begin so");
    }
    return types;
  }
}
