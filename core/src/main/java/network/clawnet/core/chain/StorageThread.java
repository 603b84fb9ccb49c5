package network.clawnet.core.chain;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import network.clawnet.core.chain.branch.Chain;
import network.clawnet.core.chain.rows.BlockIndexer;
import network.clawnet.core.chain.rows.BlockRows;
import network.clawnet.core.chain.rows.ChainFamilies;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.chain.rows.Head;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.port.Store;

/**
 * Writes final blocks to the database, in order, and flushes it now and then, so that the journal,
 * which is the database's redo log, can be cut.
 */
final class StorageThread implements AutoCloseable {
  /**
   * Bytes of rows after which the database is flushed: below its memtables, and so few that a start
   * after a crash has little to execute again.
   */
  private static final long FLUSH_BYTES = 24L * 1024 * 1024;

  private static final long CLOSE_SECONDS = 60;

  private final Store store;
  private final List<BlockIndexer> indexers;
  private final Callbacks callbacks;
  private final ExecutorService thread;
  private final int flushBlocks;
  private long unflushed;
  private int unflushedBlocks;

  StorageThread(
      Store store, List<BlockIndexer> indexers, Callbacks callbacks, LedgerThreads threads) {
    this.store = store;
    this.indexers = List.copyOf(indexers);
    this.callbacks = callbacks;
    this.thread = threads.storage();
    this.flushBlocks = threads.flushBlocks();
  }

  /** What follows a write; all on the storage thread. */
  record Callbacks(
      Consumer<Chain.Commit> written, Consumer<Head> durable, Consumer<Throwable> failed) {}

  /**
   * Writes a commit.
   *
   * @param after called when its rows are readable and everybody was told
   */
  void write(Chain.Commit commit, Runnable after) {
    thread.execute(() -> guarded(() -> writeNow(commit, after)));
  }

  /** Makes everything written so far durable, then calls. */
  void flush(Runnable after) {
    thread.execute(
        () ->
            guarded(
                () -> {
                  flushNow();
                  after.run();
                }));
  }

  @Override
  public void close() throws IOException {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the ledger database did not finish writing in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    store.flush();
  }

  private interface Work {
    void run() throws IOException;
  }

  private void guarded(Work work) {
    try {
      work.run();
    } catch (IOException | RuntimeException e) {
      callbacks.failed().accept(e);
    }
  }

  private void writeNow(Chain.Commit commit, Runnable after) throws IOException {
    List<Store.Write> batch = commit.batch();
    for (FinalBlock block : commit.blocks()) {
      BlockRows.write(block, batch);
      for (BlockIndexer indexer : indexers) {
        indexer.index(block, batch);
      }
    }
    batch.add(ChainReader.headWrite(commit.head()));
    store.write(batch, false);
    callbacks.written().accept(commit);
    after.run();
    for (Store.Write write : batch) {
      unflushed += write.value() == null ? 0 : write.value().length;
    }
    unflushedBlocks += commit.blocks().size();
    if (unflushed > FLUSH_BYTES || unflushedBlocks >= flushBlocks) {
      flushNow();
    }
  }

  private void flushNow() throws IOException {
    unflushed = 0;
    unflushedBlocks = 0;
    store.flush();
    reportDurable();
  }

  private void reportDurable() throws IOException {
    byte[] head = store.durable(ChainFamilies.META, ChainReader.headKey());
    if (head == null) {
      return;
    }
    try {
      callbacks.durable().accept(Head.decode(head));
    } catch (DecodeException e) {
      throw new IOException("the ledger database is damaged: cannot read the durable head", e);
    }
  }
}
