package network.clawnet.daemon.query.market;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.port.Store;
import network.clawnet.daemon.app.market.Cursor;
import network.clawnet.daemon.app.market.Page;
import network.clawnet.daemon.query.market.MarketRows.Of;
import network.clawnet.daemon.query.market.MarketRows.Row;
import org.jspecify.annotations.Nullable;

/** Reads lists part by part. Any thread; may block on disk. */
final class RowReader {
  /** Rows that one question looks at; the answer then says where to go on. */
  static final int MAX_LOOKS = 5_000;

  private final Store store;

  RowReader(Store store) {
    this.store = store;
  }

  /** Returns where something began; empty while that is not final. */
  Optional<Row> place(Hash id) throws IOException {
    byte[] value = store.get(MarketRows.FAMILY, Of.PLACE.prefix(id.bytes()));
    try {
      return value == null ? Optional.empty() : Optional.of(Row.ofPlace(value));
    } catch (DecodeException e) {
      throw damaged(e);
    }
  }

  /** Returns a list's rows, newest first, at most so many. */
  List<Row> rows(Of list, byte[] subject, int limit) throws IOException {
    return page(list, subject, new Page.Part(limit, Optional.empty()), Optional::of).items();
  }

  /**
   * Returns part of a list.
   *
   * @param reader makes an item of a row, or nothing where it does not match
   */
  <T> Page<T> page(Of list, byte[] subject, Page.Part part, Function<Row, Optional<T>> reader)
      throws IOException {
    byte[] prefix = list.prefix(subject);
    Visit<T> visit = new Visit<>(part.limit(), reader);
    store.scan(MarketRows.FAMILY, from(prefix, part.after()), Store.after(prefix), visit);
    return visit.page();
  }

  private static byte[] from(byte[] prefix, Optional<Cursor> after) {
    return after.isEmpty()
        ? prefix
        : new ByteWriter(prefix.length + Cursor.BYTES + 1)
            .raw(prefix)
            .raw(after.get().bytes())
            .u8(0)
            .toBytes();
  }

  private static IOException damaged(DecodeException fault) {
    return new IOException("the ledger database holds a damaged row of the markets", fault);
  }

  /** Collects items until there are enough, or enough rows were looked at. */
  private static final class Visit<T> implements Store.Visitor {
    private final int limit;
    private final Function<Row, Optional<T>> reader;
    private final List<T> items = new ArrayList<>();
    private int looks;
    private @Nullable Cursor last;
    private boolean more;
    private @Nullable DecodeException fault;

    Visit(int limit, Function<Row, Optional<T>> reader) {
      this.limit = limit;
      this.reader = reader;
    }

    @Override
    public boolean visit(byte[] key, byte[] value) {
      if (items.size() >= limit || looks >= MAX_LOOKS) {
        more = true;
        return false;
      }
      try {
        Row row = Row.of(key, value);
        looks++;
        last = row.place();
        reader.apply(row).ifPresent(items::add);
        return true;
      } catch (DecodeException e) {
        fault = e;
        return false;
      }
    }

    Page<T> page() throws IOException {
      if (fault != null) {
        throw damaged(fault);
      }
      return new Page<>(items, more ? Optional.ofNullable(last) : Optional.empty());
    }
  }
}
