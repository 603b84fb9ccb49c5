package network.clawnet.daemon.content;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.message.Assembly;
import network.clawnet.core.message.Piece;
import network.clawnet.core.port.Store;
import network.clawnet.core.port.Store.Write;
import network.clawnet.daemon.app.message.Contents;
import network.clawnet.daemon.app.message.Contents.State;
import network.clawnet.daemon.store.NodeFamilies;

/**
 * Contents in the node database, by owner and hash. One thread takes; any thread reads what has
 * been written.
 */
public final class Shelf {
  /** Most bytes of all contents together. */
  public static final long MAX_TOTAL_BYTES = 4L << 30;

  /** Contents on their way whose digests are in memory; others are read again. */
  private static final int MAX_OPEN = 32;

  private final Store store;
  private final Map<Name, Assembly> open = new LinkedHashMap<>();
  private long total;

  /** Whose content, and which. */
  record Name(Did owner, Hash content) {
    private byte[] book() {
      return new ByteWriter(64).raw(owner.key().bytes()).raw(content.bytes()).toBytes();
    }

    private byte[] part(long offset) {
      return new ByteWriter(72).raw(book()).u64(offset).toBytes();
    }
  }

  /** How much of a content is here; sizes in bytes. */
  record Entry(State state, long size, long received) {}

  /**
   * What became of a piece.
   *
   * @param fits whether there is room for it; else it changed nothing
   * @param rows to be written before anything else is taken
   */
  record Taken(boolean fits, Entry entry, List<Write> rows) {}

  private Shelf(Store store) {
    this.store = store;
  }

  /** Opens with what the database holds. */
  public static Shelf open(Store store) throws IOException {
    Shelf shelf = new Shelf(store);
    List<DecodeException> faults = new ArrayList<>();
    store.scan(
        NodeFamilies.CONTENT_BOOK,
        new byte[0],
        null,
        (key, value) -> {
          try {
            shelf.total += entry(value).received();
          } catch (DecodeException e) {
            faults.add(e);
          }
          return faults.isEmpty();
        });
    if (!faults.isEmpty()) {
      throw damaged(faults.get(0));
    }
    return shelf;
  }

  /** Returns whether there is nothing that could be sent. */
  boolean isEmpty() {
    return total == 0;
  }

  Optional<Entry> find(Name name) throws IOException {
    byte[] value = store.get(NodeFamilies.CONTENT_BOOK, name.book());
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(entry(value));
    } catch (DecodeException e) {
      throw damaged(e);
    }
  }

  /** Returns the piece that begins at an offset; empty where none does. */
  Optional<byte[]> part(Name name, long offset) throws IOException {
    return Optional.ofNullable(store.get(NodeFamilies.CONTENT, name.part(offset)));
  }

  /** Takes a piece. What is over, in whatever way, stays as it is. */
  Taken take(Did owner, Piece piece) throws IOException {
    Name name = new Name(owner, piece.content());
    Entry before = find(name).orElseGet(() -> new Entry(State.PARTIAL, piece.total(), 0));
    if (before.state() != State.PARTIAL) {
      return new Taken(true, before, List.of());
    }
    if (total + piece.bytes().length > MAX_TOTAL_BYTES) {
      return new Taken(false, before, List.of());
    }
    Assembly assembly = assembly(name, before);
    return switch (piece.isRegular() ? assembly.take(piece) : Assembly.Step.WRONG) {
      case KNOWN -> new Taken(true, before, List.of());
      case TAKEN -> keep(name, piece, State.PARTIAL);
      case WHOLE -> keep(name, piece, State.WHOLE);
      case WRONG -> drop(name, new Entry(State.WRONG, piece.total(), 0), before);
      case TOO_LARGE -> drop(name, new Entry(State.TOO_LARGE, piece.total(), 0), before);
    };
  }

  /** Returns what forgets a content wholly. */
  List<Write> discard(Name name, Entry entry) {
    open.remove(name);
    total -= entry.received();
    List<Write> rows = new ArrayList<>();
    for (long at = 0; at == 0 || at < entry.received(); at += Piece.MAX_BYTES) {
      rows.add(new Write(NodeFamilies.CONTENT, name.part(at), null));
    }
    rows.add(new Write(NodeFamilies.CONTENT_BOOK, name.book(), null));
    return rows;
  }

  void write(List<Write> rows) throws IOException {
    if (!rows.isEmpty()) {
      store.write(rows, true);
    }
  }

  private Taken keep(Name name, Piece piece, State state) {
    Entry after = new Entry(state, piece.total(), piece.end());
    total += piece.bytes().length;
    if (state == State.WHOLE) {
      open.remove(name);
    }
    return new Taken(
        true,
        after,
        List.of(
            new Write(NodeFamilies.CONTENT, name.part(piece.offset()), piece.bytes()),
            book(name, after)));
  }

  private Taken drop(Name name, Entry after, Entry before) {
    List<Write> rows = new ArrayList<>(discard(name, before));
    rows.add(book(name, after));
    return new Taken(true, after, rows);
  }

  /** Goes on where the pieces end that are here. */
  private Assembly assembly(Name name, Entry entry) throws IOException {
    Assembly known = open.get(name);
    if (known != null) {
      return known;
    }
    if (open.size() >= MAX_OPEN) {
      open.remove(open.keySet().iterator().next());
    }
    Assembly again = new Assembly(name.content(), Contents.MAX_BYTES);
    long at = 0;
    while (at < entry.received()) {
      byte[] bytes = part(name, at).orElseThrow(() -> new IOException("a piece was lost"));
      again.take(new Piece(name.content(), entry.size(), at, bytes));
      at += bytes.length;
    }
    open.put(name, again);
    return again;
  }

  private static Write book(Name name, Entry entry) {
    return new Write(
        NodeFamilies.CONTENT_BOOK,
        name.book(),
        new ByteWriter(17)
            .u8(entry.state().code())
            .u64(entry.size())
            .u64(entry.received())
            .toBytes());
  }

  private static Entry entry(byte[] value) throws DecodeException {
    ByteReader in = new ByteReader(value);
    int code = in.u8();
    for (State state : State.values()) {
      if (state.code() == code) {
        Entry entry = new Entry(state, in.u64(), in.u64());
        in.end();
        return entry;
      }
    }
    throw new DecodeException("no state " + code);
  }

  private static IOException damaged(DecodeException fault) {
    return new IOException("a content row is damaged: " + fault.getMessage(), fault);
  }
}
