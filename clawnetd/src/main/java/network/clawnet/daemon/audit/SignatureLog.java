package network.clawnet.daemon.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.Did;
import network.clawnet.core.port.Store;
import network.clawnet.daemon.app.AuditLog;
import network.clawnet.daemon.store.NodeFamilies;

/**
 * The audit log in the node database: entries by number, and for each account the numbers of its
 * own. What became of an event is looked up when it is read. Any thread.
 */
public final class SignatureLog implements AuditLog {
  /** Entries that are kept at least; older ones are deleted at a start. */
  static final long KEPT = 1_000_000;

  private static final int ENTRIES = 1;
  private static final int NUMBERS = 2;
  private static final int DELETE_BATCH = 10_000;

  private static final String SIGNED = "signed";
  private static final String FINAL = "final";

  /** The reason is forgotten, the fact is not. */
  private static final String DROPPED = "dropped";

  private final Store store;
  private final Finality ledger;
  private final AtomicLong next;
  private final DropReasons dropped = new DropReasons();

  private SignatureLog(Store store, Finality ledger, long next) {
    this.store = store;
    this.ledger = ledger;
    this.next = new AtomicLong(next);
  }

  /**
   * Opens the log, and deletes entries of long ago.
   *
   * @param store the node database
   */
  public static SignatureLog open(Store store, Finality ledger) throws IOException {
    return open(store, ledger, KEPT);
  }

  static SignatureLog open(Store store, Finality ledger, long kept) throws IOException {
    long[] last = {0};
    store.scanBack(
        NodeFamilies.AUDIT,
        entryKey(0),
        entryKey(Long.MAX_VALUE),
        (key, value) -> {
          last[0] = number(key);
          return false;
        });
    SignatureLog log = new SignatureLog(store, ledger, last[0] + 1);
    log.prune(last[0] - kept + 1);
    return log;
  }

  /** Numbers a signature and appends its rows; it is in the log once the batch is written. */
  public void append(Signature signature, List<Store.Write> batch) {
    long seq = next.getAndIncrement();
    batch.add(new Store.Write(NodeFamilies.AUDIT, entryKey(seq), signature.encode()));
    batch.add(new Store.Write(NodeFamilies.AUDIT, numberKey(signature.did(), seq), new byte[0]));
  }

  /** Remembers, while the process lives, why an event will not become final. */
  public void dropped(Hash event, String code) {
    dropped.add(event, code);
  }

  @Override
  public List<Entry> page(Optional<Did> did, int limit, OptionalLong before) throws IOException {
    long end = before.orElse(Long.MAX_VALUE);
    List<Entry> out = new ArrayList<>();
    for (long seq : did.isPresent() ? numbers(did.get(), limit, end) : numbers(limit, end)) {
      byte[] row = store.get(NodeFamilies.AUDIT, entryKey(seq));
      if (row != null) {
        out.add(entry(seq, row));
      }
    }
    return out;
  }

  private Entry entry(long seq, byte[] row) throws IOException {
    try {
      Signature signature = Signature.decode(row);
      Optional<Hash> event = signature.event();
      return signature.entry(seq, event.isPresent() ? outcome(event.get()) : SIGNED);
    } catch (DecodeException e) {
      throw new IOException("the node database is damaged: cannot read audit entry " + seq, e);
    }
  }

  private String outcome(Hash event) throws IOException {
    if (ledger.isFinal(event)) {
      return FINAL;
    }
    Optional<String> code = dropped.code(event);
    if (code.isPresent()) {
      return code.get();
    }
    if (store.get(NodeFamilies.OUTBOX, event.bytes()) != null) {
      return SIGNED;
    }
    // it left the outbox: final a moment ago, or dropped before the last start
    return ledger.isFinal(event) ? FINAL : DROPPED;
  }

  private List<Long> numbers(int limit, long end) throws IOException {
    return numbers(entryKey(0), entryKey(end), limit);
  }

  private List<Long> numbers(Did did, int limit, long end) throws IOException {
    return numbers(numberKey(did, 0), numberKey(did, end), limit);
  }

  private List<Long> numbers(byte[] from, byte[] to, int limit) throws IOException {
    List<Long> out = new ArrayList<>();
    store.scanBack(
        NodeFamilies.AUDIT,
        from,
        to,
        (key, value) -> {
          out.add(number(key));
          return out.size() < limit;
        });
    return out;
  }

  private void prune(long first) throws IOException {
    List<Store.Write> batch = new ArrayList<>();
    do {
      batch.clear();
      store.scan(
          NodeFamilies.AUDIT,
          entryKey(0),
          entryKey(Math.max(0, first)),
          (key, value) -> {
            batch.add(new Store.Write(NodeFamilies.AUDIT, key, null));
            batch.add(new Store.Write(NodeFamilies.AUDIT, numberKeyOf(key, value), null));
            return batch.size() < DELETE_BATCH;
          });
      store.write(batch, false);
    } while (!batch.isEmpty());
  }

  private static byte[] numberKeyOf(byte[] entryKey, byte[] row) {
    try {
      return numberKey(Signature.decode(row).did(), number(entryKey));
    } catch (DecodeException e) {
      return entryKey; // a damaged entry goes alone
    }
  }

  private static byte[] entryKey(long seq) {
    return new ByteWriter(9).u8(ENTRIES).u64(seq).toBytes();
  }

  private static byte[] numberKey(Did did, long seq) {
    return new ByteWriter(9 + PublicKey.BYTES)
        .u8(NUMBERS)
        .raw(did.key().bytes())
        .u64(seq)
        .toBytes();
  }

  private static long number(byte[] key) {
    try {
      return new ByteReader(Arrays.copyOfRange(key, key.length - 8, key.length)).u64();
    } catch (DecodeException e) {
      throw new IllegalStateException("the node database holds a damaged audit key", e);
    }
  }
}
