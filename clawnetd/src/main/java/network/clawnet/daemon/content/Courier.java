package network.clawnet.daemon.content;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.message.Piece;
import network.clawnet.core.message.Route;
import network.clawnet.core.port.Store;
import network.clawnet.core.port.Store.Write;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.feed.Feed;
import network.clawnet.daemon.app.feed.Place;
import network.clawnet.daemon.app.message.Contents;
import network.clawnet.daemon.app.message.Messages;
import network.clawnet.daemon.store.NodeFamilies;

/**
 * Sends what the ledger says was delivered from here: it reads final events once each, and what it
 * has begun goes on after a restart. A piece that is posted twice counts once at the other end. One
 * owner thread.
 */
final class Courier {
  /** Pieces of one content that wait at once to be confirmed. */
  static final int WINDOW = 8;

  private static final int EVENTS = 100;
  private static final byte[] CURSOR = {0};
  private static final Feed.Filter DELIVERIES =
      new Feed.Filter(
          Set.of("market.order.deliver", "contract.milestone.submit"), Optional.empty());

  private final Store store;
  private final Shelf shelf;
  private final Feed feed;
  private final Messages messages;
  private final Deliveries deals;

  Courier(Store store, Shelf shelf, Deliveries deals, Feed feed, Messages messages) {
    this.store = store;
    this.shelf = shelf;
    this.feed = feed;
    this.messages = messages;
    this.deals = deals;
  }

  /** Begins with the present, unless it has read before. */
  void begin() throws IOException {
    if (cursor().isEmpty()) {
      store.write(List.of(cursor(feed.head().height())), true);
    }
  }

  /** Reads what has become final, and sends what may go. */
  void tick() throws IOException {
    follow();
    for (Parcel parcel : parcels()) {
      advance(parcel);
    }
  }

  private void follow() throws IOException {
    Place head = feed.head();
    long at = cursor().orElseThrow(() -> new IOException("the place on the ledger was lost"));
    if (shelf.isEmpty()) {
      if (at != head.height()) {
        store.write(List.of(cursor(head.height())), false);
      }
      return;
    }
    while (at < head.height()) {
      at = follow(new Place(at, Place.END));
    }
  }

  /** Reads whole blocks, and remembers in one write what they begin and how far it has read. */
  private long follow(Place after) throws IOException {
    List<Write> rows = new ArrayList<>();
    try {
      Feed.Batch batch = feed.read(after, DELIVERIES, EVENTS);
      while (batch.next().index() != Place.END) {
        begin(batch, rows);
        batch = feed.read(batch.next(), DELIVERIES, EVENTS);
      }
      begin(batch, rows);
      rows.add(cursor(batch.next().height()));
      store.write(rows, rows.size() > 1);
      return batch.next().height();
    } catch (Refused e) {
      throw new IOException(e);
    }
  }

  private void begin(Feed.Batch batch, List<Write> rows) throws IOException {
    for (Feed.Item item : batch.items()) {
      Optional<Parcel> parcel = parcel(item);
      if (parcel.isPresent()) {
        rows.add(parcel.get().row());
      }
    }
  }

  private Optional<Parcel> parcel(Feed.Item item) throws IOException {
    Optional<Hash> deal = hash(item, "orderId").or(() -> hash(item, "contractId"));
    Optional<Hash> content = hash(item, "contentHash");
    Optional<Did> to = deal.flatMap(deals::receiver);
    if (item.issuer().isEmpty() || content.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    Did from = item.issuer().get();
    boolean here =
        shelf
            .find(new Shelf.Name(from, content.get()))
            .map(it -> it.state() == Contents.State.WHOLE)
            .orElse(false);
    return here
        ? Optional.of(
            new Parcel(new Route(from, to.get()), deal.orElseThrow(), content.get(), 0, ""))
        : Optional.empty();
  }

  private static Optional<Hash> hash(Feed.Item item, String name) {
    try {
      return item.payload().get(name) instanceof Json.Str text
          ? Optional.of(Hash.parse(text.value()))
          : Optional.empty();
    } catch (DecodeException e) {
      return Optional.empty(); // no event that was applied has one
    }
  }

  private List<Parcel> parcels() throws IOException {
    List<Parcel> out = new ArrayList<>();
    List<DecodeException> faults = new ArrayList<>();
    store.scan(
        NodeFamilies.CONTENT_OUT,
        new byte[] {Parcel.KIND},
        new byte[] {Parcel.KIND + 1},
        (key, value) -> {
          try {
            out.add(Parcel.read(key, value));
          } catch (DecodeException e) {
            faults.add(e);
          }
          return faults.isEmpty();
        });
    if (!faults.isEmpty()) {
      throw new IOException("a row of what is sent is damaged", faults.get(0));
    }
    return out;
  }

  private void advance(Parcel parcel) throws IOException {
    Optional<Shelf.Entry> entry =
        shelf.find(new Shelf.Name(parcel.route().from(), parcel.content()));
    boolean stands =
        deals.ask(parcel.deal(), parcel.route(), parcel.content()) == Deliveries.Answer.YES;
    if (entry.isEmpty() || !stands) {
      store.write(List.of(parcel.gone()), false);
      return;
    }
    String state =
        parcel.last().isEmpty()
            ? "delivered"
            : messages.state(parcel.last()).map(Messages.State::state).orElse("expired");
    switch (state) {
      case "delivered" -> post(parcel, entry.get());
      case "expired" -> store.write(List.of(parcel.posted(0, "").row()), false);
      case "refused" -> store.write(List.of(parcel.gone()), false);
      default -> {} // it is under way
    }
  }

  /** Hands over the next pieces; the last one's fate tells when there is room for more. */
  private void post(Parcel parcel, Shelf.Entry entry) throws IOException {
    if (!parcel.last().isEmpty() && parcel.posted() >= entry.size()) {
      store.write(List.of(parcel.gone()), false);
      return;
    }
    Parcel now = parcel;
    for (int i = 0; i < WINDOW && (i == 0 || now.posted() < entry.size()); i++) {
      Optional<Parcel> next = post(now, entry.size());
      if (next.isEmpty()) {
        break;
      }
      now = next.get();
    }
    if (now.posted() > parcel.posted()) {
      store.write(List.of(now.row()), false);
    }
  }

  /** Returns the parcel without its next piece; empty if that cannot go now. */
  private Optional<Parcel> post(Parcel parcel, long size) throws IOException {
    byte[] bytes =
        shelf
            .part(new Shelf.Name(parcel.route().from(), parcel.content()), parcel.posted())
            .orElseThrow(() -> new IOException("a piece was lost"));
    Piece piece = new Piece(parcel.content(), size, parcel.posted(), bytes);
    Messages.Draft draft =
        new Messages.Draft(
            parcel.route().from(),
            parcel.route().to(),
            parcel.deal(),
            Piece.TYPE,
            piece.letter().body());
    try {
      String id = messages.send(draft, null).join();
      return Optional.of(parcel.posted(piece.end(), id));
    } catch (CompletionException e) {
      if (e.getCause() instanceof Refused) {
        return Optional.empty(); // its account is locked, or too much waits: later
      }
      throw new IOException("what was delivered cannot be sent", e);
    }
  }

  private Optional<Long> cursor() throws IOException {
    byte[] value = store.get(NodeFamilies.CONTENT_OUT, CURSOR);
    try {
      return value == null ? Optional.empty() : Optional.of(new ByteReader(value).u64());
    } catch (DecodeException e) {
      throw new IOException("a row of what is sent is damaged", e);
    }
  }

  private static Write cursor(long height) {
    return new Write(NodeFamilies.CONTENT_OUT, CURSOR, new ByteWriter(8).u64(height).toBytes());
  }
}
