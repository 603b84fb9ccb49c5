package network.clawnet.p2p.book;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.clawnet.core.codec.CanonicalJson;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.codec.JsonParser;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Ban;
import network.clawnet.core.port.PeerControl;
import network.clawnet.p2p.multiaddr.Multiaddr;

/** The JSON form of a book and the bans: for a person to read, and for this class to read back. */
final class BookCodec {
  /** Longest file that is read, in bytes. */
  static final int MAX_BYTES = 16 << 20;

  private static final int VERSION = 1;
  private static final int MAX_WIDTH = 8_192;
  private static final int MAX_ID_CHARS = 100;
  private static final int MAX_RECORD_CHARS = 2 * PeerBook.MAX_RECORD_BYTES;

  private BookCodec() {}

  static byte[] encode(long nowMillis, BookContent content) {
    List<Json> peers = new ArrayList<>();
    content.book().entries().forEach(entry -> peers.add(peer(nowMillis, entry)));
    List<Json> bans = content.bans().stream().map(BookCodec::ban).toList();
    return CanonicalJson.encode(
        Json.object()
            .put("v", VERSION)
            .put("peers", Json.of(peers))
            .put("bans", Json.of(bans))
            .build());
  }

  private static Json peer(long now, Entry entry) {
    List<Json> addresses =
        entry.known(now).stream()
            .<Json>map(
                known ->
                    Json.object()
                        .put("address", known.address().text())
                        .put("source", known.source().text())
                        .put("until", known.untilMillis())
                        .build())
            .toList();
    Json.Builder out =
        Json.object()
            .put("id", entry.peer().text())
            .put("seen", entry.seenMillis())
            .put("addresses", Json.of(addresses));
    Optional<byte[]> record = entry.record();
    if (record.isPresent()) {
      out.put("record", Base64.getEncoder().encodeToString(record.get()));
      out.put("number", Long.toUnsignedString(entry.recordNumber()));
    }
    return out.build();
  }

  private static Json ban(Ban ban) {
    return Json.object()
        .put("id", ban.peer().text())
        .put("until", ban.until().toEpochMilli())
        .put("why", ban.why().isEmpty() ? null : ban.why())
        .build();
  }

  /**
   * Reads a file's bytes.
   *
   * @throws DecodeException if they are not what {@link #encode} writes
   */
  static BookContent decode(long nowMillis, byte[] bytes) throws DecodeException {
    JsonFields file =
        new JsonFields(JsonParser.parseObject(bytes, MAX_WIDTH)).only(Set.of("v", "peers", "bans"));
    file.integer("v", VERSION, VERSION);
    PeerBook book = new PeerBook();
    for (Json item : file.array("peers", PeerBook.MAX_PEERS).items()) {
      readPeer(nowMillis, book, fields(item));
    }
    List<Ban> bans = new ArrayList<>();
    for (Json item : file.array("bans", PeerControl.MAX_BANS).items()) {
      bans.add(readBan(fields(item)));
    }
    return new BookContent(book, bans);
  }

  private static void readPeer(long now, PeerBook book, JsonFields in) throws DecodeException {
    in.only(Set.of("id", "seen", "addresses", "record", "number"));
    Entry entry =
        new Entry(PeerId.parse(in.text("id", MAX_ID_CHARS)), in.integer("seen", 0, Json.Num.MAX));
    Optional<String> record = in.optionalText("record", MAX_RECORD_CHARS);
    if (record.isPresent()) {
      entry.record(now, number(in), base64(record.get()), List.of());
    }
    for (Json item : in.array("addresses", PeerBook.MAX_ADDRESSES).items()) {
      JsonFields address = fields(item).only(Set.of("address", "source", "until"));
      KnownAddress known =
          new KnownAddress(
              Multiaddr.parse(address.text("address", Multiaddr.MAX_CHARS)),
              source(address.text("source", MAX_ID_CHARS)),
              address.integer("until", 0, Json.Num.MAX));
      if (known.untilMillis() > now) {
        entry.put(now, known);
      }
    }
    book.restore(entry);
  }

  private static Ban readBan(JsonFields in) throws DecodeException {
    in.only(Set.of("id", "until", "why"));
    return new Ban(
        PeerId.parse(in.text("id", MAX_ID_CHARS)),
        Instant.ofEpochMilli(in.integer("until", 0, Json.Num.MAX)),
        in.optionalText("why", Ban.MAX_WHY).orElse(""));
  }

  private static long number(JsonFields in) throws DecodeException {
    try {
      return Long.parseUnsignedLong(in.text("number", MAX_ID_CHARS));
    } catch (NumberFormatException e) {
      throw new DecodeException("\"number\" is not an unsigned number");
    }
  }

  private static byte[] base64(String text) throws DecodeException {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new DecodeException("\"record\" is not base64");
    }
  }

  private static Source source(String text) throws DecodeException {
    for (Source source : Source.values()) {
      if (source.text().equals(text)) {
        return source;
      }
    }
    throw new DecodeException("unknown source " + text);
  }

  private static JsonFields fields(Json item) throws DecodeException {
    if (!(item instanceof Json.Obj object)) {
      throw new DecodeException("expected an object");
    }
    return new JsonFields(object);
  }
}
