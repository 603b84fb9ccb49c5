package network.clawnet.core.store.rocksdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * The only way to the native library while a database is open: callers share its lifetime and
 * closing takes it alone, since a native call after close ends the process. Any thread.
 */
final class NativeCalls {
  private final Path directory;
  private final RocksFaults faults;
  private final ReadWriteLock lifetime = new ReentrantReadWriteLock();

  /** Guarded by {@link #lifetime}. */
  private boolean closed;

  NativeCalls(Path directory, RocksFaults faults) {
    this.directory = directory;
    this.faults = faults;
  }

  /** A native call without a result. */
  @FunctionalInterface
  interface Step {
    void run() throws RocksDBException;
  }

  /** A native point read. */
  @FunctionalInterface
  interface Read {
    byte @Nullable [] run() throws RocksDBException;
  }

  /**
   * @throws IOException if the read fails, naming file and way out, or after {@link #last}
   */
  byte @Nullable [] read(Read read) throws IOException {
    Lock shared = enter();
    try {
      return read.run();
    } catch (RocksDBException e) {
      throw faults.on("read", e);
    } finally {
      shared.unlock();
    }
  }

  /**
   * @param action for the fault: "write to" the directory
   * @throws IOException if the call fails, naming file and way out, or after {@link #last}
   */
  void run(String action, Step step) throws IOException {
    Lock shared = enter();
    try {
      step.run();
    } catch (RocksDBException e) {
      throw faults.on(action, e);
    } finally {
      shared.unlock();
    }
  }

  /**
   * Makes the last call when all others have ended, then lets go of what they used; does nothing a
   * second time.
   */
  void last(String action, Step step, Runnable release) throws IOException {
    Lock alone = lifetime.writeLock();
    alone.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      try {
        step.run();
      } catch (RocksDBException e) {
        throw faults.on(action, e);
      } finally {
        release.run();
      }
    } finally {
      alone.unlock();
    }
  }

  private Lock enter() throws IOException {
    Lock shared = lifetime.readLock();
    shared.lock();
    if (closed) {
      shared.unlock();
      throw new IOException(directory + " is closed");
    }
    return shared;
  }
}
