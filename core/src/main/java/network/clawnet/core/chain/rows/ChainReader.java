package network.clawnet.core.chain.rows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.Header;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.Receipt;
import network.clawnet.core.port.Store;
import org.jspecify.annotations.Nullable;

/**
 * Reads final blocks and what is derived from them. Any thread; may block on disk.
 *
 * <p>An {@link IOException} also means that stored bytes cannot be read: the node must stop.
 */
public final class ChainReader {
  private static final byte[] HEAD_KEY = {'h'};
  static final byte[] OLDEST_BODY_KEY = {'o'};
  private static final int MAX_RECEIPT_BYTES = 1024 * 1024;

  private final Store store;
  private final int maxBodyBytes;

  /**
   * Reads a ledger database.
   *
   * @param maxBodyBytes the chain's limit of a block body
   */
  public ChainReader(Store store, int maxBodyBytes) {
    this.store = store;
    this.maxBodyBytes = maxBodyBytes;
  }

  /** Decodes stored bytes; only what this node wrote, so a failure is damage. */
  private interface Decoder<T> {
    T decode(byte[] bytes) throws DecodeException;
  }

  /** Returns the head, or empty for a database without blocks. */
  public Optional<Head> head() throws IOException {
    return read(store.get(ChainFamilies.META, HEAD_KEY), "the head", Head::decode);
  }

  /**
   * Returns the lowest height above 0 whose body is here: 1, unless older ones were pruned or the
   * ledger began with a snapshot.
   */
  public long oldestBody() throws IOException {
    return read(
            store.get(ChainFamilies.META, OLDEST_BODY_KEY),
            "the oldest body",
            bytes -> new ByteReader(bytes).u64())
        .orElse(1L);
  }

  public static Store.Write headWrite(Head head) {
    return new Store.Write(ChainFamilies.META, HEAD_KEY, head.encode());
  }

  public static byte[] headKey() {
    return HEAD_KEY.clone();
  }

  public Optional<StoredBlock> block(long height) throws IOException {
    return read(
        store.get(ChainFamilies.BLOCK, BlockRows.heightKey(height)),
        "block " + height,
        BlockRows::readStored);
  }

  /** Returns a block with its body. */
  public Optional<Block> fullBlock(long height) throws IOException {
    Optional<StoredBlock> stored = block(height);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    Header header = stored.get().header();
    return read(
        store.get(ChainFamilies.BODY, BlockRows.heightKey(height)),
        "the body of block " + height,
        bytes ->
            new Block(header, Block.readBody(new ByteReader(bytes), header.body(), maxBodyBytes)));
  }

  public Optional<Long> heightOf(Hash blockHash) throws IOException {
    return read(
        store.get(ChainFamilies.BLOCK_HASH, blockHash.bytes()),
        "the height of block " + blockHash,
        bytes -> new ByteReader(bytes).u64());
  }

  public Optional<EventLocation> locate(Hash event) throws IOException {
    return read(
        store.get(ChainFamilies.EVENT, event.bytes()),
        "the place of event " + event,
        BlockRows::readLocation);
  }

  /** Returns the canonical bytes of a final event. */
  public Optional<byte[]> event(EventLocation location) throws IOException {
    Optional<Block> block = fullBlock(location.height());
    return block.map(it -> it.events().get(location.index()));
  }

  public Optional<List<Receipt>> receipts(long height) throws IOException {
    return read(
        store.get(ChainFamilies.RECEIPT, BlockRows.heightKey(height)),
        "the receipts of block " + height,
        ChainReader::readReceipts);
  }

  /** Returns the block from which an epoch starts; block 0 for epoch 0. */
  public Optional<StoredBlock> epochStart(long epoch) throws IOException {
    if (epoch == 0) {
      return block(0);
    }
    return read(
        store.get(ChainFamilies.EPOCH, BlockRows.heightKey(epoch)),
        "the start of epoch " + epoch,
        BlockRows::readStored);
  }

  /** Returns the validator set of an epoch that has begun; empty for epoch 0. */
  public Optional<ValidatorSet> epochSet(long epoch) throws IOException {
    return read(
        store.get(ChainFamilies.EPOCH_SET, BlockRows.heightKey(epoch)),
        "the set of epoch " + epoch,
        ValidatorSet::decode);
  }

  /** Receives rows, newest first; returns false to stop. */
  @FunctionalInterface
  public interface HistoryVisitor {
    boolean visit(HistoryRow row);
  }

  /** Visits an account's movements, newest first. */
  public void history(Did account, HistoryVisitor visitor) throws IOException {
    byte[] from = account.key().bytes();
    DecodeException[] fault = new DecodeException[1];
    store.scan(
        ChainFamilies.HISTORY,
        from,
        Store.after(from),
        (key, value) -> {
          try {
            return visitor.visit(HistoryRow.decode(value));
          } catch (DecodeException e) {
            fault[0] = e;
            return false;
          }
        });
    if (fault[0] != null) {
      throw new IOException("the ledger database holds a damaged history row", fault[0]);
    }
  }

  /**
   * Returns final due entries of one class whose time has come, in order.
   *
   * @param time epoch milliseconds, inclusive
   */
  public List<DueEntry> due(int dueClass, long time, int limit) throws IOException {
    List<DueEntry> out = new ArrayList<>();
    byte[] from = new ByteWriter(1).u8(dueClass).toBytes();
    byte[] to = new ByteWriter(9).u8(dueClass).u64(time + 1).toBytes();
    DecodeException[] fault = new DecodeException[1];
    store.scan(
        ChainFamilies.DUE,
        from,
        to,
        (key, value) -> {
          try {
            out.add(DueEntry.parse(key));
          } catch (DecodeException e) {
            fault[0] = e;
            return false;
          }
          return out.size() < limit;
        });
    if (fault[0] != null) {
      throw new IOException("the ledger database holds a damaged due entry", fault[0]);
    }
    return out;
  }

  private static List<Receipt> readReceipts(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    int count = in.u32();
    List<Receipt> out = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      out.add(Receipt.decode(in.bytes(MAX_RECEIPT_BYTES)));
    }
    in.end();
    return out;
  }

  private static <T> Optional<T> read(byte @Nullable [] bytes, String what, Decoder<T> decoder)
      throws IOException {
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(decoder.decode(bytes));
    } catch (DecodeException | IllegalArgumentException e) {
      throw new IOException("the ledger database is damaged: cannot read " + what, e);
    }
  }
}
