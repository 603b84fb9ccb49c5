package network.clawnet.daemon.query.market;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.LedgerService;
import network.clawnet.core.chain.rows.EventLocation;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.state.StateView;

/** The present of the ledger: its final state, the state with what waits, the time. Any thread. */
public final class Moment {
  private final LedgerDatabase database;
  private final LedgerService service;
  private final InstantSource clock;

  public Moment(LedgerDatabase database, LedgerService service, InstantSource clock) {
    this.database = database;
    this.service = service;
    this.clock = clock;
  }

  /**
   * Something on the ledger.
   *
   * @param value with what waits
   * @param pending whether that differs from what is final
   */
  record Seen<T>(T value, boolean pending) {}

  LedgerDatabase database() {
    return database;
  }

  StateView settled() {
    return database.tree();
  }

  /** Returns what a read finds now, with pending changes. */
  <T> Optional<Seen<T>> latest(Function<StateView, Optional<T>> read) {
    Optional<T> settled = read.apply(database.tree());
    Optional<T> latest = service.ask(pool -> read.apply(pool.speculativeState())).join();
    return latest.map(it -> new Seen<>(it, !latest.equals(settled)));
  }

  /** Returns the next block's time at the earliest: an idle ledger's last may be long past. */
  long now() {
    return Math.max(clock.millis(), service.readableHead().tsMs());
  }

  /** Returns an event that is final or waits; empty if this node does not have it. */
  Optional<SignedEvent> event(Hash hash) throws IOException {
    Optional<EventLocation> place = database.reader().locate(hash);
    if (place.isEmpty()) {
      return service.ask(pool -> pool.find(hash)).join().map(it -> it.prepared().event());
    }
    Optional<byte[]> bytes = database.reader().event(place.get());
    try {
      return bytes.isEmpty() ? Optional.empty() : Optional.of(EventCodec.decode(bytes.get()));
    } catch (EventFault e) {
      throw new IOException("the ledger database holds an event without form", e);
    }
  }

  /** Returns an object in the payload of a final event. */
  Optional<Json.Obj> member(Hash event, String name) throws IOException {
    Optional<SignedEvent> found = event(event);
    return found.isPresent() && found.get().envelope().payload().get(name) instanceof Json.Obj value
        ? Optional.of(value)
        : Optional.empty();
  }
}
