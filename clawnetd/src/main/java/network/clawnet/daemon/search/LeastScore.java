package network.clawnet.daemon.search;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LongValues;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/** Listings whose owner has at least a score. Looked at last, since it costs most. */
final class LeastScore extends Query {
  /** What one look costs, in comparisons. */
  private static final float LOOK_COST = 100;

  private final OwnerScores scores;
  private final int least;

  LeastScore(OwnerScores scores, int least) {
    this.scores = scores;
    this.least = least;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public Scorer scorer(LeafReaderContext leaf) throws IOException {
        LongValues values = scores.getValues(leaf, null);
        DocIdSetIterator all = DocIdSetIterator.all(leaf.reader().maxDoc());
        return new ConstantScoreScorer(this, score(), mode, new Look(all, values, least));
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return false;
      }
    };
  }

  private static final class Look extends TwoPhaseIterator {
    private final LongValues values;
    private final int least;

    Look(DocIdSetIterator all, LongValues values, int least) {
      super(all);
      this.values = values;
      this.least = least;
    }

    @Override
    public boolean matches() throws IOException {
      return values.advanceExact(approximation.docID()) && values.longValue() >= least;
    }

    @Override
    public float matchCost() {
      return LOOK_COST;
    }
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "score>=" + least;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LeastScore it && it.scores.equals(scores) && it.least == least;
  }

  @Override
  public int hashCode() {
    return classHash() + 31 * least + scores.hashCode();
  }
}
