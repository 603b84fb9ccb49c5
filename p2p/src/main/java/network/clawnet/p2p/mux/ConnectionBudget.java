package network.clawnet.p2p.mux;

/**
 * A connection's part of the shared memory: unread bytes and grown windows. Takes from the shared
 * budget in blocks, so that small frames do not contend for it.
 */
final class ConnectionBudget {
  private static final long BLOCK_BYTES = 64 << 10;

  private final long limit;
  private final MemoryBudget shared;
  private long used;
  private long reserved;

  ConnectionBudget(long limit, MemoryBudget shared) {
    this.limit = limit;
    this.shared = shared;
  }

  boolean take(long bytes) {
    if (used + bytes > limit) {
      return false;
    }
    long missing = used + bytes - reserved;
    if (missing > 0) {
      long block = (missing + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
      if (!shared.reserve(block)) {
        return false;
      }
      reserved += block;
    }
    used += bytes;
    return true;
  }

  /** Takes what is not needed but useful: only from the first half of the limit. */
  boolean takeSpare(long bytes) {
    return used + bytes <= limit / 2 && take(bytes);
  }

  void give(long bytes) {
    used -= bytes;
    long idle = used == 0 ? reserved : (reserved - used) / BLOCK_BYTES * BLOCK_BYTES;
    if (idle > 0) {
      shared.release(idle);
      reserved -= idle;
    }
  }

  void close() {
    give(used);
  }

  long used() {
    return used;
  }
}
