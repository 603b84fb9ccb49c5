package network.clawnet.daemon.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.market.Hit;
import network.clawnet.daemon.app.market.Markets.ListingView;
import network.clawnet.daemon.app.market.Search;
import network.clawnet.market.listing.Listing;

/**
 * Answers questions from the index, which is opened with the first of them: this class touches
 * nothing of Lucene, so that the node's start does not load it. Any thread. Rules: docs/api.md,
 * "Search".
 */
public final class ListingSearch implements Search, AutoCloseable {
  /** Different words of one question, after its texts are split. */
  static final int MAX_WORDS = 64;

  /** Longest wait for an index that is being opened. */
  private static final long OPEN_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Longest wait for listings that were final when the question came. */
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final ListingSource source;
  private final ListingChanges changes;
  private final Scores scores;
  private final Progress progress = new Progress();
  private final Follower follower;

  /**
   * Makes a search that reads and writes nothing before the first question or change.
   *
   * @param directory of the index alone
   * @param chain names the ledger; an index of another is made again
   */
  public ListingSearch(Path directory, String chain, ListingSource source, ListingChanges changes) {
    this.source = source;
    this.changes = changes;
    this.scores = new Scores(source);
    this.follower = new Follower(directory, chain, source, changes, progress);
    changes.tell(new Changed(follower, scores));
  }

  private record Changed(Follower follower, Scores scores) implements ListingChanges.Listener {
    @Override
    public void changed() {
      follower.wake();
    }

    @Override
    public void rated(Did account) {
      scores.forget(account);
    }
  }

  @Override
  public Found search(Wanted wanted, int limit, Optional<Hit> after) throws IOException, Refused {
    if (after.isPresent() && after.get().order() != wanted.ordered()) {
      throw new Refused(AppCodes.INVALID_REQUEST, "\"cursor\" is of another order");
    }
    follower.wake();
    ListingIndex index = progress.await(changes.last(), OPEN_NANOS, FRESH_NANOS);
    if (index == null) {
      throw notReady();
    }
    Set<String> words = wanted.words().map(it -> index.words(it, MAX_WORDS)).orElse(Set.of());
    if (words.size() > MAX_WORDS) {
      throw new Refused(
          AppCodes.INVALID_REQUEST, "\"keyword\" has more than " + MAX_WORDS + " words");
    }
    if (wanted.words().isPresent() && words.isEmpty()) {
      return nothing(wanted);
    }
    long now = source.now();
    scores.open(now);
    Asked.Part part = new Asked.Part(limit, after);
    return found(ask(index, new Asked(wanted, words, part, new OwnerScores(scores), now)), wanted);
  }

  private static Found nothing(Wanted wanted) {
    Optional<Facets> facets =
        wanted.facets()
            ? Optional.of(new Facets(List.of(), List.of(), List.of(), true))
            : Optional.empty();
    return new Found(List.of(), Optional.empty(), new Total(0, true), facets);
  }

  private Asked.Hits ask(ListingIndex index, Asked asked) throws Refused {
    Asked.Hits hits;
    try {
      hits = index.look(asked::at);
    } catch (LostIndexException e) {
      if (e.isDamaged()) {
        follower.damaged(e);
      }
      throw notReady();
    }
    if (hits.late()) {
      throw new Refused(
          AppCodes.OVERLOADED,
          "the search took longer than " + Asked.MAX_MILLIS + " ms: ask for less");
    }
    return hits;
  }

  private static Refused notReady() {
    return new Refused(
        AppCodes.SEARCH_NOT_READY, "the search index is being made: try again in a moment");
  }

  /** Reads the listings as they are now; one that has just been closed is left out. */
  private Found found(Asked.Hits hits, Wanted wanted) throws IOException {
    List<ListingView> listings = new ArrayList<>();
    for (Hash id : hits.ids()) {
      Optional<ListingView> view = source.entry(id).map(ListingSource.Entry::view);
      if (view.isPresent()
          && (wanted.filter().closed() || view.get().status() == Listing.Status.OPEN)) {
        listings.add(view.get());
      }
    }
    return new Found(listings, hits.next(), hits.total(), hits.facets());
  }

  /** Makes what was found so far durable and stops. */
  @Override
  public void close() {
    follower.close();
  }
}
