package network.clawnet.core.chain.rows;

import java.util.List;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.Header;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.event.Changes;
import network.clawnet.core.ledger.Executed;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.ledger.Receipt;
import network.clawnet.core.port.Store;
import network.clawnet.core.state.Change;
import org.jspecify.annotations.Nullable;

/** The rows that a final block adds to the database, the state tree aside. */
public final class BlockRows {
  private static final byte[] PRESENT = {1};

  private BlockRows() {}

  public static void write(FinalBlock block, List<Store.Write> batch) {
    Header header = block.block().header();
    byte[] height = heightKey(header.height());
    batch.add(new Store.Write(ChainFamilies.BLOCK, height, stored(header, block.certificate())));
    batch.add(new Store.Write(ChainFamilies.BODY, height, body(block.block())));
    batch.add(
        new Store.Write(ChainFamilies.RECEIPT, height, receipts(block.executed().receipts())));
    batch.add(new Store.Write(ChainFamilies.BLOCK_HASH, block.block().hash().bytes(), height));
    writeEvents(block, batch);
    writeDue(block.executed(), batch);
    if (header.lastOfEpoch()) {
      batch.add(
          new Store.Write(
              ChainFamilies.EPOCH,
              heightKey(header.epoch() + 1),
              stored(header, block.certificate())));
      batch.add(
          new Store.Write(
              ChainFamilies.EPOCH_SET,
              heightKey(header.epoch() + 1),
              block.executed().nextValidators().encode()));
    }
  }

  static byte[] present() {
    return PRESENT.clone();
  }

  static byte[] heightKey(long height) {
    return new ByteWriter(8).u64(height).toBytes();
  }

  static byte[] stored(Header header, @Nullable Certificate certificate) {
    ByteWriter out = new ByteWriter(Header.BYTES + 256);
    header.writeTo(out);
    if (certificate != null) {
      certificate.writeTo(out);
    }
    return out.toBytes();
  }

  static StoredBlock readStored(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    Header header = Header.read(in);
    Certificate certificate = in.remaining() > 0 ? Certificate.read(in) : null;
    in.end();
    return new StoredBlock(header, certificate);
  }

  static EventLocation readLocation(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    EventLocation location = new EventLocation(in.u64(), in.u32());
    in.end();
    return location;
  }

  private static byte[] body(Block block) {
    ByteWriter out = new ByteWriter(block.header().body().bodyBytes());
    for (byte[] event : block.events()) {
      out.bytes(event);
    }
    return out.toBytes();
  }

  private static byte[] receipts(List<Receipt> receipts) {
    ByteWriter out = new ByteWriter(receipts.size() * 160 + 4);
    out.u32(receipts.size());
    for (Receipt receipt : receipts) {
      out.bytes(receipt.encode());
    }
    return out.toBytes();
  }

  private static void writeEvents(FinalBlock block, List<Store.Write> batch) {
    List<PreparedEvent> events = block.executed().events();
    for (int i = 0; i < events.size(); i++) {
      batch.add(
          new Store.Write(
              ChainFamilies.EVENT,
              events.get(i).event().hash().bytes(),
              new ByteWriter(12).u64(block.block().header().height()).u32(i).toBytes()));
    }
  }

  public static void writeDue(Executed executed, List<Store.Write> batch) {
    for (Change change : executed.changes()) {
      if (change.key().module() == Changes.DUE_MODULE) {
        batch.add(
            new Store.Write(
                ChainFamilies.DUE, change.key().key(), change.value() == null ? null : PRESENT));
      }
    }
  }
}
