package network.clawnet.daemon.feed;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import network.clawnet.core.block.Block;
import network.clawnet.core.chain.FinalityListener;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.ledger.Receipt;
import network.clawnet.core.state.StateView;
import network.clawnet.daemon.app.feed.Feed;
import network.clawnet.daemon.app.feed.Place;

/**
 * Reads final blocks for whoever asks, each at its own pace: nothing is kept for a slow reader. Any
 * thread.
 */
public final class LedgerFeed implements Feed, FinalityListener {
  /** Blocks that one question looks at; the answer then says where to go on. */
  private static final int MAX_BLOCKS = 512;

  private final ChainReader reader;
  private final LongSupplier head;
  private final Concerned concerned;
  private final Executor executor;
  private final AtomicReference<CompletableFuture<Boolean>> nextBlock =
      new AtomicReference<>(new CompletableFuture<>());

  /**
   * Makes a feed.
   *
   * @param head height of the last readable block
   * @param executor reads for those who waited
   */
  public LedgerFeed(ChainReader reader, StateView state, LongSupplier head, Executor executor) {
    this.reader = reader;
    this.head = head;
    this.concerned = new Concerned(state);
    this.executor = executor;
  }

  @Override
  public void onFinal(FinalBlock block) {
    // those who wait go on by the executor: this thread writes blocks. If the executor takes
    // nothing,
    // because the server has not started or has stopped, that fails them and not the ledger
    boolean unused = nextBlock.getAndSet(new CompletableFuture<>()).complete(true);
  }

  @Override
  public void onDropped(PreparedEvent event, Verdict.Reject reason) {}

  @Override
  public Place head() {
    return new Place(head.getAsLong(), Place.END);
  }

  @Override
  public Batch read(Place after, Filter filter, int limit) throws IOException {
    long last = head.getAsLong();
    List<Item> items = new ArrayList<>();
    Place place = after;
    long height = after.index() == Place.END ? after.height() + 1 : after.height();
    for (int looks = 0; height <= last && looks < MAX_BLOCKS; looks++, height++) {
      for (Item item : happenings(height)) {
        boolean seen =
            item.place().height() == after.height() && item.place().index() <= after.index();
        if (!seen && fits(item, filter)) {
          if (items.size() == limit) {
            return new Batch(items, place, true);
          }
          items.add(item);
          place = item.place();
        }
      }
      place = new Place(height, Place.END);
    }
    return new Batch(items, place, place.height() < last);
  }

  @Override
  public CompletableFuture<Batch> await(Place after, Filter filter, int limit, Duration wait) {
    return await(after, filter, limit, System.nanoTime() + wait.toNanos());
  }

  private CompletableFuture<Batch> await(Place after, Filter filter, int limit, long deadline) {
    // taken before the read, so that no block comes between them
    CompletableFuture<Boolean> block = Objects.requireNonNull(nextBlock.get());
    try {
      Batch batch = read(after, filter, limit);
      long left = deadline - System.nanoTime();
      if (!batch.items().isEmpty() || left <= 0) {
        return CompletableFuture.completedFuture(batch);
      }
      CompletableFuture<Boolean> ready =
          batch.more()
              ? CompletableFuture.completedFuture(true)
              : block.copy().completeOnTimeout(false, left, TimeUnit.NANOSECONDS);
      return ready.thenComposeAsync(it -> await(batch.next(), filter, limit, deadline), executor);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private boolean fits(Item item, Filter filter) {
    return (filter.types().isEmpty()
            || filter.types().stream().anyMatch(type -> matches(item.type(), type)))
        && filter.account().map(account -> concerned.is(item, account)).orElse(true);
  }

  private static boolean matches(String type, String wanted) {
    return wanted.endsWith(".*")
        ? type.startsWith(wanted.substring(0, wanted.length() - 1))
        : type.equals(wanted);
  }

  private List<Item> happenings(long height) throws IOException {
    Optional<List<Receipt>> receipts = reader.receipts(height);
    if (receipts.isEmpty() || receipts.get().isEmpty()) {
      return List.of();
    }
    Block block = reader.fullBlock(height).orElse(null);
    if (block == null) {
      return List.of(); // a ledger that began with a snapshot lacks the bodies before it
    }
    List<Item> items = new ArrayList<>();
    int due = receipts.get().size() - block.events().size();
    for (int i = 0; i < receipts.get().size(); i++) {
      Receipt receipt = receipts.get().get(i);
      Place place = new Place(height, i);
      if (i >= due) {
        SignedEvent event = decode(block.events().get(i - due));
        items.add(event(place, block.header().tsMs(), event, receipt));
      } else if (!receipt.movements().isEmpty()) {
        items.add(deadline(place, block.header().tsMs(), receipt));
      }
    }
    return List.copyOf(items);
  }

  private static Item event(Place place, long time, SignedEvent event, Receipt receipt) {
    return new Item(
        place,
        time,
        event.envelope().type(),
        Optional.of(event.hash()),
        Optional.of(event.issuer()),
        event.envelope().payload(),
        receipt.movements());
  }

  private static Item deadline(Place place, long time, Receipt receipt) {
    return new Item(
        place, time, DUE, Optional.empty(), Optional.empty(), Json.Obj.EMPTY, receipt.movements());
  }

  private static SignedEvent decode(byte[] event) throws IOException {
    try {
      return EventCodec.decode(event);
    } catch (EventFault e) {
      throw new IOException("the ledger database holds an event without form", e);
    }
  }
}
