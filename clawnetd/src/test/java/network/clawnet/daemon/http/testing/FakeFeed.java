package network.clawnet.daemon.http.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Movement;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.feed.Feed;
import network.clawnet.daemon.app.feed.Place;
import org.jspecify.annotations.Nullable;

/** A feed of what tests put in, one happening a block. */
public final class FakeFeed implements Feed {
  private final CopyOnWriteArrayList<Item> items = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<Boolean> next = new CompletableFuture<>();

  public volatile @Nullable Filter asked;

  /** Adds a payment of one Token from ALICE to BOB. */
  public void add(String type, String padding) {
    Did from = FakeNode.ALICE;
    Item item =
        new Item(
            new Place(items.size() + 1L, 0),
            1_000,
            type,
            Optional.of(Hash.ZERO),
            Optional.of(from),
            Json.object().put("memo", padding).build(),
            List.of(new Movement(Movement.Kind.TRANSFER, from, FakeNode.BOB, new Tokens(1), "")));
    items.add(item);
    CompletableFuture<Boolean> waited = next;
    next = new CompletableFuture<>();
    waited.complete(true);
  }

  @Override
  public Place head() {
    return new Place(items.size(), Place.END);
  }

  @Override
  public Batch read(Place after, Filter filter, int limit) {
    asked = filter;
    List<Item> out = new ArrayList<>();
    Place place = after;
    for (Item item : items) {
      boolean seen =
          item.place().height() < after.height()
              || (item.place().height() == after.height() && item.place().index() <= after.index());
      if (!seen && out.size() < limit) {
        out.add(item);
        place = item.place();
      }
    }
    return new Batch(out, place, place.height() < items.size());
  }

  @Override
  public CompletableFuture<Batch> await(Place after, Filter filter, int limit, Duration wait) {
    CompletableFuture<Boolean> waiting = next;
    Batch batch = read(after, filter, limit);
    if (!batch.items().isEmpty() || wait.isZero()) {
      return CompletableFuture.completedFuture(batch);
    }
    return waiting
        .copy()
        .completeOnTimeout(false, wait.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(it -> read(after, filter, limit));
  }
}
