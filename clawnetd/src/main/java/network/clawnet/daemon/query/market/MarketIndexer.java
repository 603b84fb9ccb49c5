package network.clawnet.daemon.query.market;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.clawnet.core.chain.rows.BlockIndexer;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.port.Store;
import network.clawnet.core.state.Change;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;
import network.clawnet.daemon.app.market.Cursor;
import network.clawnet.daemon.query.market.MarketRows.Of;
import network.clawnet.daemon.query.market.MarketRows.Row;
import network.clawnet.market.kernel.MarketModules;
import network.clawnet.market.listing.Listing;
import network.clawnet.market.listing.Listings;

/** Lists what the markets' final events begin and change, and which listings are open. */
public final class MarketIndexer implements BlockIndexer {
  private static final int LISTING_KEY_BYTES = 1 + Hash.BYTES;

  private final StateView state;
  private final Store store;

  /**
   * Makes an indexer.
   *
   * @param state committed state, already with the block that is indexed
   * @param store where earlier rows are
   */
  public MarketIndexer(StateView state, Store store) {
    this.state = state;
    this.store = store;
  }

  public static List<Store.Family> families() {
    return List.of(MarketRows.FAMILY);
  }

  @Override
  public void index(FinalBlock block, List<Store.Write> batch) {
    long height = block.block().header().height();
    long time = block.block().header().tsMs();
    List<PreparedEvent> events = block.executed().events();
    MarketEvents rows = new MarketEvents(state);
    for (int i = 0; i < events.size(); i++) {
      rows.index(events.get(i).event(), new Cursor(height, i), time, batch);
    }
    for (Hash id : listings(block.executed().changes())) {
      Listing listing = Listings.get(state, id).orElse(null);
      if (listing != null && listing.status() != Listing.Status.OPEN) {
        place(id).ifPresent(row -> close(row, listing, batch));
      }
    }
  }

  private static void close(Row row, Listing listing, List<Store.Write> batch) {
    batch.add(row.delete(Of.OPEN, MarketEvents.kind(listing)));
    batch.add(row.delete(Of.OPEN, MarketEvents.ANY_KIND));
  }

  /** Returns the listings that a block has changed, by whatever event or deadline. */
  private static Set<Hash> listings(Iterable<Change> changes) {
    Set<Hash> out = new LinkedHashSet<>();
    for (Change change : changes) {
      StateKey key = change.key();
      byte[] bytes = key.key();
      if (key.module() == MarketModules.LISTING && bytes.length == LISTING_KEY_BYTES) {
        out.add(Hash.of(Arrays.copyOfRange(bytes, 1, bytes.length)));
      }
    }
    return out;
  }

  private Optional<Row> place(Hash id) {
    try {
      byte[] value = store.get(MarketRows.FAMILY, Of.PLACE.prefix(id.bytes()));
      return value == null ? Optional.empty() : Optional.of(Row.ofPlace(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DecodeException e) {
      throw new IllegalStateException("corrupt place of listing " + id, e);
    }
  }

  /** Returns an account as the subject of a list. */
  static byte[] subject(Did did) {
    return did.key().bytes();
  }
}
