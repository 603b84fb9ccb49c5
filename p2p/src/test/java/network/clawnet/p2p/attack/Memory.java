package network.clawnet.p2p.attack;

import io.netty.buffer.PooledByteBufAllocator;
import java.lang.management.ManagementFactory;

/**
 * What this process holds, attackers included, after a collection.
 *
 * @param heapBytes objects
 * @param directBytes buffers of the network
 */
record Memory(long heapBytes, long directBytes) {
  /** Collections asked for; the first may leave what finalizers and reference queues still hold. */
  private static final int COLLECTIONS = 3;

  static Memory now() {
    var memory = ManagementFactory.getMemoryMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      memory.gc();
      least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
    }
    return new Memory(least, PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory());
  }

  Memory minus(Memory before) {
    return new Memory(heapBytes - before.heapBytes, directBytes - before.directBytes);
  }
}
