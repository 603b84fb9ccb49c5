package network.clawnet.daemon.search;

import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.similarities.BM25Similarity;

/**
 * BM25 without the statistics of the collection: a score follows from the listing and the question
 * alone. Since every word must occur, how rare one is would decide little; in return all nodes rank
 * alike, and the parts of an answer fit together while listings come and go.
 */
final class EvenSimilarity extends BM25Similarity {
  /** Words of a text that counts as neither short nor long. */
  private static final float USUAL_WORDS = 40;

  @Override
  protected float idf(long listings, long all) {
    return 1;
  }

  @Override
  protected float avgFieldLength(CollectionStatistics statistics) {
    return USUAL_WORDS;
  }
}
