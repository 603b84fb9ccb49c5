package network.clawnet.daemon.search;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Which index answers, and up to which block. Any thread. */
final class Progress {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private @Nullable ListingIndex index;
  private long height;

  /** The index shows the changes of all blocks up to this one. */
  void reached(ListingIndex shown, long upTo) {
    lock.lock();
    try {
      index = shown;
      height = upTo;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** No index answers from now on. */
  void lost() {
    lock.lock();
    try {
      index = null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns the index; waits until there is one, and then for a moment until it shows a block.
   *
   * @param openNanos longest wait for an index; null after that
   * @param freshNanos longest wait for the block; an older index after that
   */
  @Nullable ListingIndex await(long upTo, long openNanos, long freshNanos) {
    lock.lock();
    try {
      long left = openNanos;
      while (index == null && left > 0) {
        left = moved.awaitNanos(left);
      }
      left = freshNanos;
      while (index != null && height < upTo && left > 0) {
        left = moved.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return index;
  }
}
