package network.clawnet.core.sync.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.port.Store;
import network.clawnet.core.tree.node.PathRange;

/** The proved parts of one state that are here, in the order of their paths. One owner thread. */
public final class PartStore implements AutoCloseable {
  private static final Store.Family PARTS = new Store.Family("part");
  private static final Store.Family TARGET = new Store.Family("target");
  private static final byte[] BLOCK = {'b'};
  private static final int DELETE_BATCH = 256;

  private final Store store;

  PartStore(Store store) {
    this.store = store;
  }

  /** Returns the families that its store must be opened with. */
  public static List<Store.Family> families() {
    return List.of(PARTS, TARGET);
  }

  /** Returns the block whose state the parts are of; empty if there are none. */
  Optional<Hash> target() throws IOException {
    return Optional.ofNullable(store.get(TARGET, BLOCK)).map(Hash::of);
  }

  /** Goes on with the parts of a block's state, or begins with none. */
  void aim(Hash block) throws IOException {
    if (!Optional.of(block).equals(target())) {
      deleteAll();
      store.write(List.of(new Store.Write(TARGET, BLOCK, block.bytes())), true);
    }
  }

  private void deleteAll() throws IOException {
    List<Store.Write> batch = new ArrayList<>();
    for (PathRange range : covered()) {
      batch.add(new Store.Write(PARTS, key(range), null));
      if (batch.size() == DELETE_BATCH) {
        store.write(batch, false);
        batch = new ArrayList<>();
      }
    }
    store.write(batch, true);
  }

  /** Returns the ranges that are here. */
  List<PathRange> covered() throws IOException {
    List<PathRange> out = new ArrayList<>();
    DecodeException[] fault = new DecodeException[1];
    store.scan(
        PARTS,
        new byte[0],
        null,
        (key, value) -> {
          try {
            out.add(PathRange.read(new ByteReader(key)));
            return true;
          } catch (DecodeException e) {
            fault[0] = e;
            return false;
          }
        });
    if (fault[0] != null) {
      throw new IOException("the parts of a snapshot are damaged", fault[0]);
    }
    return out;
  }

  void keep(PathRange range, byte[] entries) throws IOException {
    store.write(List.of(new Store.Write(PARTS, key(range), entries)), false);
  }

  /** Receives parts; may fail. */
  interface Visitor {
    void part(byte[] entries) throws IOException;
  }

  /** Visits the parts of a module in the order of their paths. */
  void each(byte module, Visitor visitor) throws IOException {
    byte[] end = module == -1 ? null : new byte[] {(byte) (module + 1)};
    IOException[] fault = new IOException[1];
    store.scan(
        PARTS,
        new byte[] {module},
        end,
        (key, value) -> {
          try {
            visitor.part(value);
            return true;
          } catch (IOException e) {
            fault[0] = e;
            return false;
          }
        });
    if (fault[0] != null) {
      throw fault[0];
    }
  }

  @Override
  public void close() throws IOException {
    store.close();
  }

  private static byte[] key(PathRange range) {
    ByteWriter out = new ByteWriter(PathRange.BYTES);
    range.writeTo(out);
    return out.toBytes();
  }
}
