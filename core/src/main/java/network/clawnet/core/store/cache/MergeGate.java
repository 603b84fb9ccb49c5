package network.clawnet.core.store.cache;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Lets readers in together, and the thread that merges a block alone. Any thread. */
public final class MergeGate {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  /** Reads while nothing is merged. */
  public <T> T read(Supplier<T> reading) {
    return hold(lock.readLock(), reading);
  }

  /** Merges while nobody reads. */
  public void merge(Runnable merging) {
    hold(
        lock.writeLock(),
        () -> {
          merging.run();
          return true;
        });
  }

  private static <T> T hold(Lock held, Supplier<T> action) {
    held.lock();
    try {
      return action.get();
    } finally {
      held.unlock();
    }
  }
}
