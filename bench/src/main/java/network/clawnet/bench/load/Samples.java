package network.clawnet.bench.load;

import java.util.Arrays;

/** Latencies in microseconds. One thread. */
public final class Samples {
  private static final int PERCENT = 100;

  private int[] micros = new int[1_024];
  private int size;

  /** Adds one. */
  public void add(int value) {
    if (size == micros.length) {
      micros = Arrays.copyOf(micros, size * 2);
    }
    micros[size++] = value;
  }

  /** Adds all of others. */
  public void add(Samples other) {
    for (int i = 0; i < other.size; i++) {
      add(other.micros[i]);
    }
  }

  /** Returns how many there are. */
  public int size() {
    return size;
  }

  /** Returns what so many percent are not above; 0 if there are none. */
  public int percentile(int percent) {
    if (size == 0) {
      return 0;
    }
    int[] sorted = Arrays.copyOf(micros, size);
    Arrays.sort(sorted);
    return sorted[Math.min(size - 1, (int) ((long) size * percent / PERCENT))];
  }
}
