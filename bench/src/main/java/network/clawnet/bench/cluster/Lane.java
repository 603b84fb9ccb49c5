package network.clawnet.bench.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import network.clawnet.bench.load.Samples;

/** One connection of the load with events of its own. One thread at a time. */
final class Lane implements AutoCloseable {
  private final Door door;
  private final Rig rig;
  private final int number;
  private final int lanes;
  private final List<byte[]> signed = new ArrayList<>();
  private long next;

  Lane(Rig rig, int node, int number, int lanes) throws IOException {
    this.rig = rig;
    this.door = rig.open(node);
    this.number = number;
    this.lanes = lanes;
  }

  /** Makes events ahead of time. */
  void prepare(int count) {
    signed.clear();
    for (int i = 0; i < count; i++) {
      signed.add(rig.event(number, lanes, next + i));
    }
  }

  /**
   * Sends batches, each once the last event of the one before is final, until the time is over or
   * no event is left.
   *
   * @param settled counts final events
   */
  void flood(int batch, long endNanos, AtomicLong settled) throws IOException {
    int at = 0;
    while (at + batch <= signed.size() && System.nanoTime() < endNanos) {
      door.submit(signed.subList(at, at + batch));
      door.settle(signed.get(at + batch - 1));
      at += batch;
      settled.addAndGet(batch);
    }
    next += at;
  }

  /**
   * Sends batches at fixed moments, whatever becomes of them; waits for the last one's finality.
   */
  void pace(int batch, long startNanos, long periodNanos) throws IOException {
    long due = startNanos;
    for (int at = 0; at + batch <= signed.size(); at += batch) {
      sleepUntil(due);
      door.submit(signed.subList(at, at + batch));
      next += batch;
      due += periodNanos;
      if (at + 2 * batch > signed.size()) {
        door.settle(signed.get(at + batch - 1));
      }
    }
  }

  /** Sends single events at fixed moments; a latency counts from the moment it was due. */
  Samples probe(long startNanos, long periodNanos) throws IOException {
    Samples samples = new Samples();
    long due = startNanos;
    for (byte[] event : signed) {
      sleepUntil(due);
      door.settle(event);
      next++;
      samples.add((int) ((System.nanoTime() - due) / 1_000));
      due += periodNanos;
    }
    return samples;
  }

  private static void sleepUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
