package network.clawnet.daemon.search;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.market.Cursor;
import network.clawnet.daemon.app.market.Markets.ListingView;
import network.clawnet.market.kernel.Terms;
import network.clawnet.market.listing.Listing;
import network.clawnet.market.listing.Offer;
import network.clawnet.market.listing.Pricing;

/** Listings that tests make up, each published in a block of its own. */
final class Shelf implements ListingSource {
  static final long NOW = 1_000_000;

  final TreeMap<Hash, Entry> entries = new TreeMap<>();
  final TreeMap<Did, Integer> scores = new TreeMap<>();
  int scoresRead;
  private int made;

  /** How a listing differs from an open info for 50 that never expires. */
  record Item(Listing.Kind kind, Did owner, Listing.Status status, long expiresAt, Pricing price) {
    static final Item INFO =
        new Item(
            Listing.Kind.INFO,
            did(1),
            Listing.Status.OPEN,
            Long.MAX_VALUE,
            Pricing.fixed(new Tokens(50)));

    Item of(Listing.Kind other) {
      return new Item(other, owner, status, expiresAt, price);
    }

    Item by(Did other) {
      return new Item(kind, other, status, expiresAt, price);
    }

    Item being(Listing.Status other) {
      return new Item(kind, owner, other, expiresAt, price);
    }

    Item until(long time) {
      return new Item(kind, owner, status, time, price);
    }

    Item priced(long least, long most) {
      return new Item(
          kind, owner, status, expiresAt, new Pricing(new Tokens(least), new Tokens(most), 0, 0));
    }
  }

  static Did did(int seed) {
    byte[] key = new byte[PublicKey.BYTES];
    key[0] = (byte) seed;
    return new Did(PublicKey.of(key));
  }

  static Json.Builder about(String title) {
    return Json.object().put("title", title);
  }

  static Json tags(String... tags) {
    return Json.of(List.of(tags).stream().map(Json::of).toList());
  }

  Entry put(Item item, Json.Builder about) {
    made++;
    Hash id = Hash.sha256(new byte[] {(byte) made, (byte) (made >> 8)});
    return put(id, new Cursor(made, 0), item, about, id);
  }

  /** Changes a listing; its place stays. */
  Entry change(Entry old, Item item, Json.Builder about) {
    Hash id = old.view().listing().id();
    Hash event = Hash.sha256(old.view().listing().lastEvent().bytes());
    return put(id, old.place().orElseThrow(), item, about, event);
  }

  private Entry put(Hash id, Cursor place, Item item, Json.Builder about, Hash event) {
    Offer offer =
        new Offer(
            item.price(), Terms.DEFAULT, 10, item.expiresAt(), Optional.empty(), Optional.empty());
    Listing listing = new Listing(id, item.kind(), item.owner(), offer, item.status(), 0, event);
    ListingView view =
        new ListingView(
            listing,
            listing.statusAt(NOW),
            Optional.of(about.build()),
            OptionalLong.of(place.height()),
            false);
    Entry entry = new Entry(view, Optional.of(place));
    entries.put(id, entry);
    return entry;
  }

  @Override
  public Optional<Entry> entry(Hash id) {
    return Optional.ofNullable(entries.get(id));
  }

  @Override
  public void ids(Predicate<Hash> visitor) {
    for (Hash id : entries.keySet()) {
      if (!visitor.test(id)) {
        return;
      }
    }
  }

  @Override
  public int score(Did owner) {
    scoresRead++;
    return scores.getOrDefault(owner, 500);
  }

  @Override
  public long now() {
    return NOW;
  }
}
