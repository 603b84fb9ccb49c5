package network.clawnet.daemon.search;

import java.util.Locale;
import java.util.Set;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.market.Hit;
import network.clawnet.daemon.app.market.Markets.Market;
import network.clawnet.daemon.app.market.Search;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** What is asked, in the index's own terms. */
final class Question {
  /** A word in the title counts so many times one elsewhere, beside that one. */
  private static final float TITLE_WEIGHT = 2;

  private Question() {}

  /**
   * Returns what hits must be.
   *
   * @param words of the question; empty for any
   * @param now epoch milliseconds
   */
  static Query of(Set<String> words, Search.Filter filter, OwnerScores scores, long now) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (String word : words) {
      all.add(term(Fields.TEXT, word), Occur.MUST);
      all.add(new BoostQuery(term(Fields.TITLE, word), TITLE_WEIGHT), Occur.SHOULD);
    }
    if (words.isEmpty()) {
      all.add(new MatchAllDocsQuery(), Occur.FILTER);
    }
    if (!filter.closed()) {
      all.add(term(Fields.OPEN, ListingDocument.IS_OPEN), Occur.FILTER);
      all.add(
          NumericDocValuesField.newSlowRangeQuery(Fields.EXPIRES, now + 1, Long.MAX_VALUE),
          Occur.FILTER);
    }
    filter
        .owner()
        .map(it -> new TermQuery(new Term(Fields.OWNER, new BytesRef(it.key().bytes()))))
        .ifPresent(it -> all.add(it, Occur.FILTER));
    labels(filter, all);
    prices(filter.prices(), all);
    if (filter.minReputation() > 0) {
      all.add(new LeastScore(scores, filter.minReputation()), Occur.FILTER);
    }
    return all.build();
  }

  private static void labels(Search.Filter filter, BooleanQuery.Builder all) {
    if (!filter.markets().isEmpty()) {
      BooleanQuery.Builder any = new BooleanQuery.Builder();
      for (Market market : filter.markets()) {
        any.add(term(Fields.MARKET, market.name().toLowerCase(Locale.ROOT)), Occur.SHOULD);
      }
      all.add(any.build(), Occur.FILTER);
    }
    Search.Labels labels = filter.labels();
    labels.category().ifPresent(it -> all.add(term(Fields.CATEGORY, it), Occur.FILTER));
    labels.tags().forEach(it -> all.add(term(Fields.TAG, it), Occur.FILTER));
    labels.types().forEach(it -> all.add(term(Fields.TYPE, it), Occur.FILTER));
  }

  private static void prices(Search.Prices prices, BooleanQuery.Builder all) {
    prices
        .least()
        .map(Tokens::value)
        .map(it -> LongField.newRangeQuery(Fields.MAX_PRICE, it, Long.MAX_VALUE))
        .ifPresent(it -> all.add(it, Occur.FILTER));
    prices
        .most()
        .map(Tokens::value)
        .map(it -> LongField.newRangeQuery(Fields.PRICE, 0, it))
        .ifPresent(it -> all.add(it, Occur.FILTER));
  }

  /** Returns an order in which no two hits are equal. */
  static Sort sort(Search.Order order, OwnerScores scores) {
    SortField newest = number(Fields.PLACE, true);
    return switch (order) {
      case RELEVANCE -> new Sort(SortField.FIELD_SCORE, newest);
      case NEWEST -> new Sort(newest);
      case PRICE_ASC -> new Sort(number(Fields.PRICE, false), newest);
      case PRICE_DESC -> new Sort(number(Fields.PRICE, true), newest);
      case REPUTATION -> new Sort(scores.getSortField(true), newest);
    };
  }

  /** Returns the place of a hit. */
  static Hit place(Search.Order order, FieldDoc hit) {
    Object[] values = hit.fields;
    return switch (order) {
      case NEWEST -> new Hit(order, 0, (Long) values[0]);
      case RELEVANCE -> new Hit(order, Float.floatToIntBits((Float) values[0]), (Long) values[1]);
      case PRICE_ASC, PRICE_DESC, REPUTATION -> new Hit(order, (Long) values[0], (Long) values[1]);
    };
  }

  /** Returns where a part begins. */
  static FieldDoc after(Hit hit) {
    Object[] values =
        switch (hit.order()) {
          case NEWEST -> new Object[] {hit.place()};
          case RELEVANCE -> new Object[] {Float.intBitsToFloat((int) hit.key()), hit.place()};
          case PRICE_ASC, PRICE_DESC, REPUTATION -> new Object[] {hit.key(), hit.place()};
        };
    // behind every listing of that place, which is the one that was shown
    return new FieldDoc(Integer.MAX_VALUE, Float.NaN, values);
  }

  private static SortField number(String field, boolean largestFirst) {
    return LongField.newSortField(field, largestFirst, SortedNumericSelector.Type.MIN);
  }

  private static TermQuery term(String field, String text) {
    return new TermQuery(new Term(field, text));
  }
}
