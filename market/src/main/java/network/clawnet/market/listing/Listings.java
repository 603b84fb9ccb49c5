package network.clawnet.market.listing;

import java.util.Optional;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;
import network.clawnet.market.kernel.MarketModules;
import network.clawnet.market.kernel.Rows;
import network.clawnet.market.kernel.Terms;

/** Listings in the replicated state, by id. Pure. Source: docs/protocol/market.md, section 8. */
public final class Listings {
  private static final int VERSION = 1;
  private static final byte OFFER = 0;
  private static final byte ABOUT = 1;

  private Listings() {}

  /** Returns the listing, of any status. */
  public static Optional<Listing> get(StateView view, Hash id) {
    return Rows.get(view, key(id), in -> read(id, in));
  }

  /** Returns what the owner says of it; empty once it is closed. */
  public static Optional<Json.Obj> about(StateView view, Hash id) {
    byte[] value = view.get(aboutKey(id));
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonParser.parseObject(value));
    } catch (DecodeException e) {
      throw new IllegalStateException("corrupt listing " + id, e);
    }
  }

  /** Returns where the listing lies, for proofs. */
  public static StateKey key(Hash id) {
    return new StateKey(
        MarketModules.LISTING, new ByteWriter(33).u8(OFFER).raw(id.bytes()).toBytes());
  }

  /** Returns the listing that lies there; empty where only what its owner says does. */
  public static Optional<Hash> idOf(StateKey key) {
    byte[] bytes = key.key();
    return bytes[0] == OFFER ? Optional.of(Hash.at(bytes, 1)) : Optional.empty();
  }

  /** Counts a deal that begins. */
  public static void begin(Listing listing, Changes changes) {
    put(listing.withRunning(listing.running() + 1), changes);
  }

  /** Counts a deal that has ended. */
  public static void end(Hash id, Changes changes) {
    get(changes, id).ifPresent(it -> put(it.withRunning(Math.max(0, it.running() - 1)), changes));
  }

  /** Closes a task for the worker that it now has; the money that it held is the deal's. */
  public static void take(Listing task, Hash event, Changes changes) {
    close(task.withRunning(1).with(Listing.Status.TAKEN, event), changes);
  }

  static void open(Listing listing, byte[] about, Changes changes) {
    put(listing, changes);
    describe(listing.id(), about, changes);
    changes.schedule(expiry(listing));
    if (listing.holds()) {
      listing.hold().lock(changes);
    }
  }

  static void describe(Hash id, byte[] about, Changes changes) {
    changes.put(aboutKey(id), about);
  }

  static void change(Listing before, Listing after, Changes changes) {
    changes.cancel(expiry(before));
    changes.schedule(expiry(after));
    put(after, changes);
  }

  /** Closes an open listing and gives back what it holds. */
  static void end(Listing listing, Listing.Status status, Hash event, Changes changes) {
    if (listing.holds()) {
      listing.hold().refund(changes);
    }
    close(listing.with(status, event), changes);
  }

  private static void close(Listing listing, Changes changes) {
    changes.cancel(expiry(listing));
    changes.delete(aboutKey(listing.id()));
    put(listing, changes);
  }

  private static DueEntry expiry(Listing listing) {
    int dueClass =
        listing.kind() == Listing.Kind.TASK_FIXED
            ? MarketModules.DUE_TASK
            : MarketModules.DUE_LISTING;
    return new DueEntry(dueClass, listing.offer().expiresAt(), listing.id().bytes());
  }

  private static void put(Listing listing, Changes changes) {
    Offer offer = listing.offer();
    ByteWriter out = new ByteWriter(256).u8(VERSION).u8(listing.kind().code());
    Rows.did(out, listing.owner());
    offer.pricing().write(out);
    offer.terms().write(out);
    out.u32(offer.maxOpen()).u64(offer.expiresAt());
    Rows.optionalHash(out, offer.contentHash());
    Rows.optionalDid(out, offer.operator());
    out.u8(listing.status().code()).u32(listing.running()).raw(listing.lastEvent().bytes());
    changes.put(key(listing.id()), out.toBytes());
  }

  private static Listing read(Hash id, ByteReader in) throws DecodeException {
    Rows.version(in, VERSION);
    return new Listing(
        id,
        Rows.coded(in, Listing.Kind.values()),
        Rows.did(in),
        new Offer(
            Pricing.read(in),
            Terms.read(in),
            in.u32(),
            in.u64(),
            Rows.optionalHash(in),
            Rows.optionalDid(in)),
        Rows.coded(in, Listing.Status.values()),
        in.u32(),
        Rows.hash(in));
  }

  private static StateKey aboutKey(Hash id) {
    return new StateKey(
        MarketModules.LISTING, new ByteWriter(33).u8(ABOUT).raw(id.bytes()).toBytes());
  }
}
