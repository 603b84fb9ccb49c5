package network.clawnet.daemon.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import network.clawnet.core.crypto.Hash;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NRTCachingDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;

/** The index on disk. One thread writes, any may look. */
final class ListingIndex implements AutoCloseable {
  /** Raised whenever the fields change their form or meaning: the index is then made again. */
  static final int VERSION = 1;

  private static final String VERSION_KEY = "version";
  private static final String CHAIN_KEY = "chain";
  private static final String HEIGHT_KEY = "height";

  private static final double WRITE_BUFFER_MIB = 32;

  /** Segments that are kept in memory until they are merged or committed. */
  private static final double SMALL_SEGMENT_MIB = 4;

  private static final double SMALL_SEGMENTS_MIB = 16;

  private static final int MERGES = 3;
  private static final int MERGE_THREADS = 1;

  /** Held, because a logger that nobody holds forgets its level. */
  private final Logger quiet = Logger.getLogger("org.apache.lucene");

  private final Words words = Words.ofQuestions();
  private final NRTCachingDirectory directory;
  private final String chain;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private long height;

  private ListingIndex(Path place, String chain, OpenMode mode) throws IOException {
    quiet.setLevel(Level.SEVERE); // it advises which Java to use, on standard error
    this.chain = chain;
    directory =
        new NRTCachingDirectory(FSDirectory.open(place), SMALL_SEGMENT_MIB, SMALL_SEGMENTS_MIB);
    IndexWriter opened = null;
    try {
      opened = new IndexWriter(directory, config(mode));
      writer = opened;
      searchers = new SearcherManager(writer, null);
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(opened, directory);
      throw e;
    }
  }

  private static IndexWriterConfig config(OpenMode mode) {
    ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
    merges.setMaxMergesAndThreads(MERGES, MERGE_THREADS);
    return new IndexWriterConfig(Words.ofTexts())
        .setOpenMode(mode)
        .setSimilarity(new EvenSimilarity())
        .setRAMBufferSizeMB(WRITE_BUFFER_MIB)
        .setMergeScheduler(merges)
        .setMaxFullFlushMergeWaitMillis(0) // whoever waits for a listing does not wait for a merge
        .setCommitOnClose(false);
  }

  /** Begins an index; what was there goes away with the first commit. */
  static ListingIndex create(Path place, String chain) throws IOException {
    return new ListingIndex(place, chain, OpenMode.CREATE);
  }

  /**
   * Opens what is there and compares every file with its checksum; empty if there is nothing of
   * this version and chain.
   *
   * @throws IOException also if it is damaged
   */
  static Optional<ListingIndex> open(Path place, String chain) throws IOException {
    try (FSDirectory files = FSDirectory.open(place)) {
      if (!DirectoryReader.indexExists(files)) {
        return Optional.empty();
      }
      try (DirectoryReader reader = DirectoryReader.open(files)) {
        Map<String, String> said = reader.getIndexCommit().getUserData();
        if (!String.valueOf(VERSION).equals(said.get(VERSION_KEY))
            || !chain.equals(said.get(CHAIN_KEY))) {
          return Optional.empty();
        }
        for (LeafReaderContext leaf : reader.leaves()) {
          ((CodecReader) leaf.reader()).checkIntegrity();
        }
        ListingIndex index = new ListingIndex(place, chain, OpenMode.APPEND);
        index.height = Long.parseLong(said.getOrDefault(HEIGHT_KEY, ""));
        return Optional.of(index);
      }
    }
  }

  /** Returns the height of the last block whose changes are committed. */
  long height() {
    return height;
  }

  /** Returns how many listings a search looks at. */
  int size() throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      return searcher.getIndexReader().numDocs();
    } finally {
      searchers.release(searcher);
    }
  }

  /** Adds a listing that is not there. */
  void add(ListingSource.Entry entry) throws IOException {
    writer.addDocument(ListingDocument.of(entry));
  }

  /** Adds or replaces a listing; leaves it if it is the same as {@link #show} has shown. */
  boolean put(ListingSource.Entry entry) throws IOException {
    Hash id = entry.view().listing().id();
    OptionalLong shown = shown(id);
    if (shown.isPresent() && shown.getAsLong() == ListingDocument.stamp(entry.view().listing())) {
      return false;
    }
    writer.updateDocument(term(id), ListingDocument.of(entry));
    return true;
  }

  /** Returns the stamp of the listing as searches see it. */
  private OptionalLong shown(Hash id) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        int listing = find(leaf, id);
        NumericDocValues stamps = leaf.reader().getNumericDocValues(Fields.STAMP);
        if (listing >= 0 && stamps != null && stamps.advanceExact(listing)) {
          return OptionalLong.of(stamps.longValue());
        }
      }
      return OptionalLong.empty();
    } finally {
      searchers.release(searcher);
    }
  }

  private static int find(LeafReaderContext leaf, Hash id) throws IOException {
    if (leaf.reader().terms(Fields.ID) == null) {
      return -1;
    }
    TermsEnum ids = leaf.reader().terms(Fields.ID).iterator();
    if (!ids.seekExact(new BytesRef(id.bytes()))) {
      return -1;
    }
    PostingsEnum listings = ids.postings(null, PostingsEnum.NONE);
    for (int it = listings.nextDoc(); it != DocIdSetIterator.NO_MORE_DOCS; ) {
      if (leaf.reader().getLiveDocs() == null || leaf.reader().getLiveDocs().get(it)) {
        return it;
      }
      it = listings.nextDoc();
    }
    return -1;
  }

  /** Lets searches see what was put. */
  void show() throws IOException {
    searchers.maybeRefreshBlocking();
  }

  /** Makes everything that was put durable, together with the height that it stands for. */
  void commit(long upTo) throws IOException {
    Map<String, String> said = new HashMap<>();
    said.put(VERSION_KEY, String.valueOf(VERSION));
    said.put(CHAIN_KEY, chain);
    said.put(HEIGHT_KEY, String.valueOf(upTo));
    writer.setLiveCommitData(said.entrySet());
    writer.commit();
    height = upTo;
  }

  /** What is done with the listings as they are shown. */
  interface Look<T> {
    T at(IndexSearcher searcher) throws IOException;
  }

  /** Looks at the listings. Any thread. */
  <T> T look(Look<T> look) throws LostIndexException {
    try {
      IndexSearcher shared = searchers.acquire();
      try {
        IndexSearcher own = new IndexSearcher(shared.getIndexReader());
        own.setSimilarity(new EvenSimilarity());
        own.setQueryCache(null);
        return look.at(own);
      } finally {
        searchers.release(shared);
      }
    } catch (AlreadyClosedException e) {
      throw new LostIndexException(e, false);
    } catch (IOException e) {
      throw new LostIndexException(e, true);
    }
  }

  /** Returns the words of a question, each once, at most {@code most} and one. Any thread. */
  Set<String> words(String text, int most) {
    return words.in(text, most);
  }

  /** Drops what was not committed. Those who are looking finish. */
  @Override
  public void close() throws IOException {
    IOUtils.close(searchers, writer::rollback, directory, words);
  }

  private static Term term(Hash id) {
    return new Term(Fields.ID, new BytesRef(id.bytes()));
  }
}
