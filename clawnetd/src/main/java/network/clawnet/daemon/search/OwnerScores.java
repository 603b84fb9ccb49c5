package network.clawnet.daemon.search;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LongValues;
import org.apache.lucene.search.LongValuesSource;
import org.jspecify.annotations.Nullable;

/** The score of each listing's owner at the moment of the question. */
final class OwnerScores extends LongValuesSource {
  private final Scores scores;

  OwnerScores(Scores scores) {
    this.scores = scores;
  }

  @Override
  public LongValues getValues(LeafReaderContext leaf, @Nullable DoubleValues unused)
      throws IOException {
    SortedDocValues owners = DocValues.getSorted(leaf.reader(), Fields.OWNER);
    short[] known = scores.in(leaf.reader(), owners.getValueCount());
    return new LongValues() {
      @Override
      public boolean advanceExact(int listing) throws IOException {
        return owners.advanceExact(listing);
      }

      @Override
      public long longValue() throws IOException {
        int owner = owners.ordValue();
        short score = known[owner];
        if (score == Scores.UNKNOWN) {
          score = (short) scores.of(owners.lookupOrd(owner));
          known[owner] = score;
        }
        return score;
      }
    };
  }

  @Override
  public boolean isCacheable(LeafReaderContext leaf) {
    return false;
  }

  @Override
  public boolean needsScores() {
    return false;
  }

  @Override
  public LongValuesSource rewrite(IndexSearcher searcher) {
    return this;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(scores);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OwnerScores it && it.scores == scores;
  }

  @Override
  public String toString() {
    return "scores of owners";
  }
}
