package network.clawnet.p2p.mux;

import java.util.concurrent.atomic.AtomicLong;

/** A fixed amount of memory for all connections of a node. */
public final class SharedBudget implements MemoryBudget {
  private final long limitBytes;
  private final AtomicLong used = new AtomicLong();

  public SharedBudget(long limitBytes) {
    if (limitBytes < 0) {
      throw new IllegalArgumentException("negative budget");
    }
    this.limitBytes = limitBytes;
  }

  @Override
  public boolean reserve(long bytes) {
    if (used.addAndGet(bytes) <= limitBytes) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  @Override
  public void release(long bytes) {
    used.addAndGet(-bytes);
  }

  /** Returns the bytes taken now. */
  public long used() {
    return used.get();
  }
}
