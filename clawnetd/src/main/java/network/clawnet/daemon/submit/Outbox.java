package network.clawnet.daemon.submit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.port.Store;
import network.clawnet.daemon.store.NodeFamilies;

/**
 * Own events whose fate is not known yet, kept on disk: after a restart they are sent again, so a
 * nonce that was given away stays with its event.
 */
final class Outbox implements AutoCloseable {
  private static final long CLOSE_SECONDS = 10;

  private final Store store;
  private final Consumer<Throwable> failed;
  private final Set<Hash> own = ConcurrentHashMap.newKeySet();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(work -> new Thread(work, "outbox"));

  Outbox(Store store, Consumer<Throwable> failed) {
    this.store = store;
    this.failed = failed;
  }

  /** Learns of an event before its row is written and long before it is final. */
  void expect(Hash event) {
    own.add(event);
  }

  /** Sends again what was on its way when the node stopped, in the order of nonces. */
  void resume(LedgerDoor ledger) throws IOException {
    List<byte[]> events = new ArrayList<>();
    List<Hash> done = new ArrayList<>();
    store.scan(
        NodeFamilies.OUTBOX,
        new byte[0],
        null,
        (key, value) -> {
          events.add(value);
          return true;
        });
    List<byte[]> open = new ArrayList<>();
    for (byte[] event : events) {
      Hash hash = hashOf(event);
      if (ledger.heightOf(hash).isPresent()) {
        done.add(hash);
      } else {
        expect(hash);
        open.add(event);
      }
    }
    remove(done);
    open.sort(OutboxOrder.BY_NONCE);
    ledger.resubmit(open).join();
  }

  /** Forgets events that are final. Returns at once. */
  void onFinal(List<Hash> events) {
    if (own.isEmpty()) {
      return;
    }
    List<Hash> hashes = new ArrayList<>();
    for (Hash event : events) {
      if (own.remove(event)) {
        hashes.add(event);
      }
    }
    if (!hashes.isEmpty()) {
      thread.execute(() -> guarded(hashes));
    }
  }

  /** Forgets an event that can never become final. Returns at once. */
  void onDropped(PreparedEvent event) {
    if (own.remove(event.event().hash())) {
      thread.execute(() -> guarded(List.of(event.event().hash())));
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void guarded(List<Hash> hashes) {
    try {
      remove(hashes);
    } catch (IOException | RuntimeException e) {
      failed.accept(e);
    }
  }

  private void remove(List<Hash> hashes) throws IOException {
    List<Store.Write> batch = new ArrayList<>(hashes.size());
    for (Hash hash : hashes) {
      batch.add(new Store.Write(NodeFamilies.OUTBOX, hash.bytes(), null));
    }
    // unsynced: after a crash the ledger tells again that they are final
    store.write(batch, false);
  }

  private static Hash hashOf(byte[] event) {
    return OutboxOrder.decode(event).hash();
  }
}
