package network.clawnet.daemon.search;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.clawnet.daemon.app.market.Search.Count;
import network.clawnet.daemon.app.market.Search.Facets;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.jspecify.annotations.Nullable;

/** Counts hits by market, category and tag. One thread. */
final class FacetCounter extends SimpleCollector {
  /** Hits that are counted; the answer says when there are more. */
  static final int MAX_HITS = 100_000;

  private final Field markets = new Field(Fields.MARKET);
  private final Field categories = new Field(Fields.CATEGORY);
  private final Field tags = new Field(Fields.TAG);
  private final List<Field> fields = List.of(markets, categories, tags);
  private int hits;
  private boolean exact = true;

  /** Makes one counter: the segments are looked at one after the other. */
  static final class Once implements CollectorManager<FacetCounter, Facets> {
    @Override
    public FacetCounter newCollector() {
      return new FacetCounter();
    }

    @Override
    public Facets reduce(Collection<FacetCounter> counters) throws IOException {
      return counters.iterator().next().counts();
    }
  }

  /** Returns the numbers. */
  Facets counts() throws IOException {
    for (Field field : fields) {
      field.add();
    }
    return new Facets(markets.largest(), categories.largest(), tags.largest(), exact);
  }

  @Override
  protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
    for (Field field : fields) {
      field.open(leaf);
    }
  }

  @Override
  public void collect(int listing) throws IOException {
    if (hits == MAX_HITS) {
      exact = false;
      throw new CollectionTerminatedException();
    }
    hits++;
    for (Field field : fields) {
      field.count(listing);
    }
  }

  @Override
  public ScoreMode scoreMode() {
    return ScoreMode.COMPLETE_NO_SCORES;
  }

  /** The values of one field. Within a segment they are numbers. */
  private static final class Field {
    private final String name;
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<Long, int[]> inLeaf = new HashMap<>();
    private @Nullable SortedSetDocValues values;

    Field(String name) {
      this.name = name;
    }

    void open(LeafReaderContext leaf) throws IOException {
      add();
      values = DocValues.getSortedSet(leaf.reader(), name);
    }

    void count(int listing) throws IOException {
      SortedSetDocValues of = values;
      if (of == null || !of.advanceExact(listing)) {
        return;
      }
      for (int i = of.docValueCount(); i > 0; i--) {
        inLeaf.computeIfAbsent(of.nextOrd(), it -> new int[1])[0]++;
      }
    }

    /** Adds the segment's counts to those of the segments before. */
    void add() throws IOException {
      SortedSetDocValues of = values;
      if (of != null) {
        for (Map.Entry<Long, int[]> each : inLeaf.entrySet()) {
          counts.merge(
              of.lookupOrd(each.getKey()).utf8ToString(), (long) each.getValue()[0], Long::sum);
        }
      }
      inLeaf.clear();
      values = null;
    }

    List<Count> largest() {
      return counts.entrySet().stream()
          .map(it -> new Count(it.getKey(), it.getValue()))
          .sorted(Comparator.comparingLong(Count::hits).reversed().thenComparing(Count::value))
          .limit(Facets.MAX_VALUES)
          .toList();
    }
  }
}
