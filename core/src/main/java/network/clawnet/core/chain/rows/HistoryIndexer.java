package network.clawnet.core.chain.rows;

import java.util.List;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.Movement;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.ledger.Receipt;
import network.clawnet.core.port.Store;

/** Writes each movement of money under both accounts, newest first. */
public final class HistoryIndexer implements BlockIndexer {
  @Override
  public void index(FinalBlock block, List<Store.Write> batch) {
    List<Receipt> receipts = block.executed().receipts();
    List<PreparedEvent> events = block.executed().events();
    int firstEvent = receipts.size() - events.size();
    int place = 0;
    for (int i = 0; i < receipts.size(); i++) {
      Receipt receipt = receipts.get(i);
      for (Movement movement : receipt.movements()) {
        HistoryRow row =
            i < firstEvent
                ? byClock(block, receipt, movement)
                : byEvent(block, events.get(i - firstEvent), receipt, movement);
        write(row, place++, batch);
      }
    }
  }

  /** Returns the key of a row; a later place sorts first. */
  static byte[] key(Did account, long height, int place) {
    return new ByteWriter(44)
        .raw(account.key().bytes())
        .u64(Long.MAX_VALUE - height)
        .u32(Integer.MAX_VALUE - place)
        .toBytes();
  }

  private static void write(HistoryRow row, int place, List<Store.Write> batch) {
    byte[] value = row.encode();
    Did from = row.movement().from();
    Did to = row.movement().to();
    batch.add(new Store.Write(ChainFamilies.HISTORY, key(from, row.height(), place), value));
    if (!to.equals(from)) {
      batch.add(new Store.Write(ChainFamilies.HISTORY, key(to, row.height(), place), value));
    }
  }

  private static HistoryRow byClock(FinalBlock block, Receipt receipt, Movement movement) {
    return new HistoryRow(
        block.block().header().height(),
        receipt.cause(),
        false,
        receipt.fee(),
        block.block().header().tsMs(),
        "",
        movement);
  }

  private static HistoryRow byEvent(
      FinalBlock block, PreparedEvent event, Receipt receipt, Movement movement) {
    Envelope envelope = event.event().envelope();
    String memo = envelope.payload().get("memo") instanceof Json.Str it ? it.value() : "";
    return new HistoryRow(
        block.block().header().height(),
        receipt.cause(),
        true,
        receipt.fee(),
        envelope.ts(),
        memo,
        movement);
  }
}
