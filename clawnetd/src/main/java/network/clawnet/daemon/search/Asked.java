package network.clawnet.daemon.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.app.market.Hit;
import network.clawnet.daemon.app.market.Search;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.util.BytesRef;

/**
 * One question, put to the index within a bounded time.
 *
 * @param words of the question, split
 * @param now epoch milliseconds
 */
record Asked(Search.Wanted wanted, Set<String> words, Part part, OwnerScores scores, long now) {
  /** Hits that are counted exactly. */
  static final int MAX_COUNTED = 10_000;

  /** Longest time for one question, milliseconds. */
  static final long MAX_MILLIS = 1_000;

  /** Which hits. */
  record Part(int limit, Optional<Hit> after) {}

  /**
   * What the index says.
   *
   * @param late whether the time was over before everything was looked at
   */
  record Hits(
      List<Hash> ids,
      Optional<Hit> next,
      Search.Total total,
      Optional<Search.Facets> facets,
      boolean late) {}

  Hits at(IndexSearcher searcher) throws IOException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MAX_MILLIS);
    searcher.setTimeout(() -> System.nanoTime() - end > 0);
    Query query = Question.of(words, wanted.filter(), scores, now);
    TopFieldDocs top = searcher.search(query, hits(searcher));
    Optional<Search.Facets> facets =
        wanted.facets() ? Optional.of(facets(searcher, query)) : Optional.empty();
    List<Hash> ids = new ArrayList<>();
    for (int i = 0; i < Math.min(part.limit(), top.scoreDocs.length); i++) {
      ids.add(id(searcher.getIndexReader(), top.scoreDocs[i].doc));
    }
    boolean more = top.scoreDocs.length > part.limit();
    Optional<Hit> next =
        more
            ? Optional.of(
                Question.place(wanted.ordered(), (FieldDoc) top.scoreDocs[part.limit() - 1]))
            : Optional.empty();
    boolean exact = top.totalHits.relation == TotalHits.Relation.EQUAL_TO;
    Search.Total total = new Search.Total(top.totalHits.value, exact);
    return new Hits(ids, next, total, facets, searcher.timedOut());
  }

  private TopFieldCollectorManager hits(IndexSearcher searcher) throws IOException {
    Sort sort = Question.sort(wanted.ordered(), scores).rewrite(searcher);
    FieldDoc after = part.after().map(Question::after).orElse(null);
    return new TopFieldCollectorManager(sort, part.limit() + 1, after, MAX_COUNTED);
  }

  private static Search.Facets facets(IndexSearcher searcher, Query query) throws IOException {
    return searcher.search(query, new FacetCounter.Once());
  }

  private static Hash id(IndexReader reader, int listing) throws IOException {
    List<LeafReaderContext> leaves = reader.leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(listing, leaves));
    BinaryDocValues ids = leaf.reader().getBinaryDocValues(Fields.ID);
    if (ids == null || !ids.advanceExact(listing - leaf.docBase)) {
      throw new CorruptIndexException("a listing without id", leaf.reader().toString());
    }
    return Hash.of(BytesRef.deepCopyOf(ids.binaryValue()).bytes);
  }
}
