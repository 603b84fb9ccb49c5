package network.clawnet.daemon.limit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.port.Store;
import network.clawnet.daemon.store.NodeFamilies;

/**
 * Spending in the node database: purse and second to the time of the last spending in it and the
 * sum.
 */
final class SpendingRows {
  private SpendingRows() {}

  private record Row(long last, long sum) {}

  static Store.Write put(Purse purse, RollingDay.Step step) {
    byte[] value = new ByteWriter(16).u64(step.last()).u64(step.recorded()).toBytes();
    return new Store.Write(NodeFamilies.SPENDING, purse.key(step.second()), value);
  }

  static Store.Write delete(Purse purse, long second) {
    return new Store.Write(NodeFamilies.SPENDING, purse.key(second), null);
  }

  /** Reads the last 24 hours and deletes what is older. */
  static Map<Purse, RollingDay> load(Store store, long now) throws IOException {
    Map<Purse, RollingDay> days = new HashMap<>();
    List<Store.Write> old = new ArrayList<>();
    store.scan(
        NodeFamilies.SPENDING,
        new byte[0],
        null,
        (key, value) -> {
          Row row = decode(value);
          if (row.last() + RollingDay.DAY_MILLIS <= now) {
            old.add(new Store.Write(NodeFamilies.SPENDING, key, null));
          } else {
            days.computeIfAbsent(Purse.ofKey(key), it -> new RollingDay())
                .load(second(key), row.last(), row.sum());
          }
          return true;
        });
    store.write(old, false);
    return days;
  }

  private static long second(byte[] key) {
    try {
      return new ByteReader(key, Purse.BYTES, key.length - Purse.BYTES).u64();
    } catch (DecodeException e) {
      throw damaged(e);
    }
  }

  private static Row decode(byte[] value) {
    try {
      ByteReader in = new ByteReader(value);
      Row row = new Row(in.u64(), in.u64());
      in.end();
      return row;
    } catch (DecodeException e) {
      throw damaged(e);
    }
  }

  private static IllegalStateException damaged(DecodeException cause) {
    return new IllegalStateException("the node database holds damaged spending", cause);
  }
}
