package network.clawnet.daemon.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.Replay;
import network.clawnet.core.port.Store;
import network.clawnet.core.store.rocksdb.RocksProfile;
import network.clawnet.core.store.rocksdb.RocksStore;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.LedgerVerifier;
import network.clawnet.daemon.app.Refused;

/** Verifies the ledger up to the head of the moment, one run at a time. */
public final class Verifier implements LedgerVerifier, AutoCloseable {
  private static final long CACHE_BYTES = 32L << 20;
  private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final FileCheck files;
  private final Replay replay;
  private final Path scratch;
  private final LongSupplier head;
  private final AtomicBoolean running = new AtomicBoolean();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread made = new Thread(work, "verifier");
            made.setDaemon(true);
            return made;
          });

  /**
   * Verifies with files under a directory of its own.
   *
   * @param files looks at every byte that the ledger's files hold, before anything is executed
   * @param scratch removed before and after each run
   */
  public Verifier(FileCheck files, Replay replay, Path scratch, LongSupplier head) {
    this.files = files;
    this.replay = replay;
    this.scratch = scratch;
    this.head = head;
  }

  /** Throws an exception that names the first damaged file. */
  @FunctionalInterface
  public interface FileCheck {
    void run() throws IOException;
  }

  @Override
  public CompletableFuture<Report> verify(Consumer<Progress> progress) {
    if (!running.compareAndSet(false, true)) {
      return CompletableFuture.failedFuture(
          new Refused(AppCodes.CONFLICT, "a verification is running: wait for it to end"));
    }
    return CompletableFuture.supplyAsync(() -> run(progress), thread)
        .whenComplete((report, fault) -> running.set(false));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private Report run(Consumer<Progress> progress) {
    long started = System.nanoTime();
    long upTo = head.getAsLong();
    try {
      files.run();
      refuseIfPruned();
      delete(scratch);
      Files.createDirectories(scratch);
      Replay.Result result = replay(upTo, progress);
      delete(scratch);
      return report(result, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
    } catch (IOException e) {
      throw new CompletionException(
          new Refused(AppCodes.DATA_DAMAGED, String.valueOf(e.getMessage())));
    }
  }

  private void refuseIfPruned() throws IOException {
    long oldest = replay.oldest();
    if (oldest > 1) {
      throw new CompletionException(
          new Refused(
                  AppCodes.HISTORY_PRUNED,
                  "the files are not damaged, but the ledger cannot be executed again: blocks"
                      + " before height "
                      + oldest
                      + " are not here")
              .with("oldest", oldest));
    }
  }

  private Replay.Result replay(long upTo, Consumer<Progress> progress) throws IOException {
    List<Store.Family> families = new ArrayList<>(LedgerDatabase.families());
    try (RocksStore store =
        RocksStore.open(scratch, RocksProfile.ledger(LedgerDatabase.STATE), families)) {
      long[] lastTold = {System.nanoTime()};
      return replay.run(
          store,
          upTo,
          CACHE_BYTES,
          height -> {
            if (System.nanoTime() - lastTold[0] > PROGRESS_NANOS) {
              lastTold[0] = System.nanoTime();
              progress.accept(new Progress(height, upTo));
            }
          });
    }
  }

  private static Report report(Replay.Result result, long millis) {
    Optional<Mismatch> mismatch =
        result.fault().map(it -> new Mismatch(it.height(), it.expected(), it.actual()));
    return new Report(
        mismatch.isEmpty(),
        result.height(),
        result.events(),
        result.height(),
        result.stateRoot(),
        mismatch,
        millis);
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
