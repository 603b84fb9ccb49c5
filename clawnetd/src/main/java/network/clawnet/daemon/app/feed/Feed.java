package network.clawnet.daemon.app.feed;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Movement;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.Refused;

/**
 * What becomes final, in order and without gaps: who remembers how far it has read misses nothing,
 * whatever happens to either side. Callable from any thread.
 *
 * <p>{@code IOException} is a fault of the storage: the node answers 500 and reports itself
 * unhealthy.
 */
public interface Feed {
  /** Type of what happens at a deadline, without an event. */
  String DUE = "due";

  /**
   * One happening: an event, or money that a deadline has moved.
   *
   * @param place behind it
   * @param time block time, epoch milliseconds
   * @param type the event's, or {@link #DUE}
   * @param event hash of the event; empty at a deadline
   * @param issuer empty at a deadline
   * @param payload the event's; empty at a deadline
   */
  record Item(
      Place place,
      long time,
      String type,
      Optional<Hash> event,
      Optional<Did> issuer,
      Json.Obj payload,
      List<Movement> movements) {
    public Item {
      movements = List.copyOf(movements);
    }
  }

  /**
   * Which happenings.
   *
   * @param types exact, or a beginning that ends with {@code .*}; empty for all
   * @param account whom they concern: issuer, payer, payee, or party of the deal that they change
   */
  record Filter(Set<String> types, Optional<Did> account) {
    public Filter {
      types = Set.copyOf(types);
    }
  }

  /**
   * Part of the happenings.
   *
   * @param next behind everything that was looked at
   * @param more whether there is more already
   */
  record Batch(List<Item> items, Place next, boolean more) {
    public Batch {
      items = List.copyOf(items);
    }
  }

  /** Returns the place behind the last final block. */
  Place head();

  /**
   * Returns what came after a place; looks at a bounded number of blocks.
   *
   * @param limit most items
   */
  Batch read(Place after, Filter filter, int limit) throws IOException, Refused;

  /**
   * Returns what came after a place, or, if that is nothing, what comes next.
   *
   * @param wait longest time; then an empty batch comes
   */
  CompletableFuture<Batch> await(Place after, Filter filter, int limit, Duration wait);
}
