package network.clawnet.daemon.search;

import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.app.market.Cursor;
import network.clawnet.market.listing.Listing;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** A listing as the index holds it: it follows from the listing alone. Pure. */
final class ListingDocument {
  /** Longest category, tag or type that can be asked for; longer ones are only words. */
  static final int MAX_LABEL_CHARS = 64;

  /** Tags of one listing that can be asked for. */
  static final int MAX_TAGS = 32;

  static final String IS_OPEN = "1";

  /** Members of {@code about} in which words are looked for, beside the tags. */
  private static final List<String> SEARCHED =
      List.of("title", "preview", "description", "category");

  private static final List<String> TYPES = List.of("infoType", "taskType", "capabilityType");

  /** Set in places on the ledger, so that those that are not known sort behind all of them. */
  private static final long KNOWN = 1L << 62;

  private static final int INDEX_BITS = 22;

  private ListingDocument() {}

  static Document of(ListingSource.Entry entry) {
    Listing listing = entry.view().listing();
    Document out = new Document();
    id(listing, out);
    out.add(new KeywordField(Fields.MARKET, listing.kind().text(), Store.NO));
    if (listing.status() == Listing.Status.OPEN) {
      out.add(new StringField(Fields.OPEN, IS_OPEN, Store.NO));
    }
    out.add(new NumericDocValuesField(Fields.EXPIRES, listing.offer().expiresAt()));
    out.add(new LongField(Fields.PRICE, listing.price().value(), Store.NO));
    out.add(new LongField(Fields.MAX_PRICE, listing.offer().pricing().max().value(), Store.NO));
    out.add(new LongField(Fields.PLACE, place(listing.id(), entry.place()), Store.NO));
    out.add(new NumericDocValuesField(Fields.STAMP, stamp(listing)));
    entry.view().about().ifPresent(about -> say(about, out));
    return out;
  }

  /** Returns what changes with a listing and with nothing else: deals leave it as it is. */
  static long stamp(Listing listing) {
    long event = ByteBuffer.wrap(listing.lastEvent().bytes()).getLong();
    return event ^ listing.status().code();
  }

  /** Returns the place by which hits are told apart and the newest come first. */
  static long place(Hash id, Optional<Cursor> place) {
    return place
        .map(it -> KNOWN | it.height() << INDEX_BITS | it.index())
        .orElseGet(() -> ByteBuffer.wrap(id.bytes()).getLong() & (KNOWN - 1));
  }

  private static void id(Listing listing, Document out) {
    BytesRef id = new BytesRef(listing.id().bytes());
    out.add(new StringField(Fields.ID, id, Store.NO));
    out.add(new BinaryDocValuesField(Fields.ID, id));
    BytesRef owner = new BytesRef(listing.owner().key().bytes());
    out.add(new StringField(Fields.OWNER, owner, Store.NO));
    out.add(new SortedDocValuesField(Fields.OWNER, owner));
  }

  private static void say(Json.Obj about, Document out) {
    for (String name : SEARCHED) {
      if (about.get(name) instanceof Json.Str text) {
        out.add(new TextField(Fields.TEXT, text.value(), Store.NO));
      }
    }
    if (about.get("title") instanceof Json.Str title) {
      out.add(new TextField(Fields.TITLE, title.value(), Store.NO));
    }
    label(about.get("category"))
        .ifPresent(it -> out.add(new KeywordField(Fields.CATEGORY, it, Store.NO)));
    for (String name : TYPES) {
      label(about.get(name))
          .ifPresent(it -> out.add(new StringField(Fields.TYPE, name + "=" + it, Store.NO)));
    }
    if (about.get("tags") instanceof Json.Arr tags) {
      tags(tags, out);
    }
  }

  private static void tags(Json.Arr tags, Document out) {
    Set<String> labels = new LinkedHashSet<>();
    for (Json tag : tags.items()) {
      if (tag instanceof Json.Str text) {
        out.add(new TextField(Fields.TEXT, text.value(), Store.NO));
      }
      Optional<String> label = label(tag);
      if (label.isPresent() && labels.size() < MAX_TAGS) {
        labels.add(label.get());
      }
    }
    labels.forEach(it -> out.add(new KeywordField(Fields.TAG, it, Store.NO)));
  }

  private static Optional<String> label(@Nullable Json value) {
    return value instanceof Json.Str text
            && !text.value().isEmpty()
            && text.value().length() <= MAX_LABEL_CHARS
        ? Optional.of(text.value())
        : Optional.empty();
  }
}
