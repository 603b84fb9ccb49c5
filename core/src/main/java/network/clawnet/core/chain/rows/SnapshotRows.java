package network.clawnet.core.chain.rows;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.block.Header;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.port.Store;

/** The rows of a ledger that begins with the state after an epoch, not with block 1. */
public final class SnapshotRows {
  private SnapshotRows() {}

  /**
   * The certified end of an epoch.
   *
   * @param next the set that the block names
   */
  public record End(Header header, Certificate certificate, ValidatorSet next) {}

  /** Returns the row of block 0, which every ledger has. */
  public static List<Store.Write> genesis(Header header) {
    return block(header, BlockRows.stored(header, null));
  }

  /** Returns what is kept for ever of the end of an epoch. */
  public static List<Store.Write> epoch(End end) {
    byte[] next = BlockRows.heightKey(end.header().epoch() + 1);
    return List.of(
        new Store.Write(
            ChainFamilies.EPOCH, next, BlockRows.stored(end.header(), end.certificate())),
        new Store.Write(ChainFamilies.EPOCH_SET, next, end.next().encode()));
  }

  /** Returns the rows of the end whose state it is, the head among them. */
  public static List<Store.Write> head(End end) {
    Header header = end.header();
    Certificate proof = end.certificate();
    List<Store.Write> batch = new ArrayList<>(block(header, BlockRows.stored(header, proof)));
    batch.add(oldestBody(header.height() + 1));
    batch.add(
        ChainReader.headWrite(
            new Head(
                header.chainId(), header.height(), header.hash(), proof.epoch(), proof.view())));
    return batch;
  }

  /** Returns the row of a due entry. */
  public static Store.Write due(byte[] key) {
    return new Store.Write(ChainFamilies.DUE, key, BlockRows.present());
  }

  /** Returns the mark of the lowest height whose body is here. */
  static Store.Write oldestBody(long height) {
    return new Store.Write(
        ChainFamilies.META, ChainReader.OLDEST_BODY_KEY, new ByteWriter(8).u64(height).toBytes());
  }

  private static List<Store.Write> block(Header header, byte[] row) {
    byte[] height = BlockRows.heightKey(header.height());
    return List.of(
        new Store.Write(ChainFamilies.BLOCK, height, row),
        new Store.Write(ChainFamilies.BLOCK_HASH, header.hash().bytes(), height));
  }
}
