package network.clawnet.daemon.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import network.clawnet.core.crypto.Hash;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index behind the ledger, on a thread of its own that begins with the first question or
 * change and rests while nothing changes. A fault of the index costs the ledger nothing: the thread
 * waits, and opens the index again or makes a new one.
 */
final class Follower implements AutoCloseable {
  /** Changed listings that are read at once. */
  private static final int MAX_BATCH = 1_024;

  /** Changes after which they are made durable, and the longest time for which they are not. */
  private static final int MAX_UNCOMMITTED = 50_000;

  private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long STOP_MILLIS = 10_000;
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  private final Path directory;
  private final String chain;
  private final ListingSource source;
  private final ListingChanges changes;
  private final Progress progress;
  private final AtomicBoolean started = new AtomicBoolean();
  private final Thread thread;
  private volatile boolean closing;
  private volatile @Nullable Exception damage;

  Follower(
      Path directory,
      String chain,
      ListingSource source,
      ListingChanges changes,
      Progress progress) {
    this.directory = directory;
    this.chain = chain;
    this.source = source;
    this.changes = changes;
    this.progress = progress;
    this.thread = new Thread(this::run, "search");
    thread.setDaemon(true);
  }

  /** There is something to do. Any thread; returns at once. */
  void wake() {
    if (started.compareAndSet(false, true)) {
      thread.start();
    } else {
      LockSupport.unpark(thread);
    }
  }

  /** Somebody found the index damaged: it is made again. Any thread. */
  void damaged(Exception how) {
    damage = how;
    wake();
  }

  /** Commits and stops. */
  @Override
  public void close() {
    closing = true;
    if (started.compareAndSet(false, true)) {
      return;
    }
    LockSupport.unpark(thread);
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closing) {
      try (ListingIndex index = open()) {
        follow(index);
      } catch (IOException | RuntimeException e) {
        progress.lost();
        if (!closing) {
          LOG.warn("search index at fault cause={}", String.valueOf(e));
          rest(RETRY_NANOS);
        }
      }
    }
    progress.lost();
  }

  private void rest(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0 && !closing; left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }

  private ListingIndex open() throws IOException {
    Files.createDirectories(directory);
    if (damage == null) {
      try {
        Optional<ListingIndex> found = ListingIndex.open(directory, chain);
        if (found.isPresent() && isOfLedger(found.get())) {
          return found.get();
        }
        if (found.isPresent()) {
          found.get().close();
        }
      } catch (IOException | RuntimeException e) {
        LOG.warn("search index is made again cause={}", String.valueOf(e));
      }
    }
    return make();
  }

  /** An index from before a snapshot, or of a ledger that is gone, does not fit the rows. */
  private boolean isOfLedger(ListingIndex index) {
    return index.height() >= changes.begin() && index.height() <= changes.last();
  }

  private ListingIndex make() throws IOException {
    long began = System.nanoTime();
    long height = changes.last();
    delete();
    ListingIndex index = ListingIndex.create(directory, chain);
    try {
      source.ids(id -> !closing && add(id, index));
      if (closing) {
        throw new IOException("the node stops");
      }
      index.commit(height);
      index.show();
      changes.forget(height - 1);
      damage = null;
      LOG.info(
          "search index made listings={} height={} ms={}",
          index.size(),
          height,
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
      return index;
    } catch (IOException | RuntimeException e) {
      index.close();
      throw e;
    }
  }

  private boolean add(Hash id, ListingIndex index) {
    try {
      Optional<ListingSource.Entry> entry = source.entry(id);
      if (entry.isPresent()) {
        index.add(entry.get());
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void delete() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  private void follow(ListingIndex index) throws IOException {
    long at = index.height();
    int uncommitted = 0;
    long since = System.nanoTime();
    while (!closing) {
      Exception fault = damage;
      if (fault != null) {
        throw new IOException("the index is damaged", fault);
      }
      ListingChanges.Batch batch = changes.after(at, MAX_BATCH);
      if (!batch.ids().isEmpty()) {
        since = at == index.height() ? System.nanoTime() : since;
        uncommitted += put(batch, index);
        at = batch.height();
      }
      if (batch.ids().size() < MAX_BATCH) {
        progress.reached(index, at);
      }
      long left = since + COMMIT_NANOS - System.nanoTime();
      if (at > index.height() && (left <= 0 || uncommitted >= MAX_UNCOMMITTED)) {
        commit(index, at);
        uncommitted = 0;
      } else if (batch.ids().isEmpty() && at > index.height()) {
        LockSupport.parkNanos(this, left);
      } else if (batch.ids().isEmpty()) {
        LockSupport.park(this);
      }
    }
    progress.lost();
    commit(index, at);
  }

  private int put(ListingChanges.Batch batch, ListingIndex index) throws IOException {
    int put = 0;
    for (Hash id : batch.ids()) {
      Optional<ListingSource.Entry> entry = source.entry(id);
      put += entry.isPresent() && index.put(entry.get()) ? 1 : 0;
    }
    if (put > 0) {
      index.show();
    }
    return put;
  }

  private void commit(ListingIndex index, long height) throws IOException {
    if (height > index.height()) {
      index.commit(height);
      changes.forget(height - 1);
    }
  }
}
