package network.clawnet.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * What one synced write of 4 KiB into a file of fixed size takes on the disk of the data directory.
 *
 * @param p50Micros median
 * @param p99Micros 99th percentile
 */
record FsyncProbe(double p50Micros, double p99Micros) {
  private static final int WRITES = 500;
  private static final int BYTES = 4_096;

  static FsyncProbe measure(Path directory) throws IOException {
    Path file = directory.resolve("fsync.probe");
    long[] nanos = new long[WRITES];
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(WRITES * BYTES));
      channel.force(true);
      for (int i = 0; i < WRITES; i++) {
        long started = System.nanoTime();
        channel.write(ByteBuffer.allocate(BYTES).put(0, (byte) i), (long) i * BYTES);
        channel.force(false);
        nanos[i] = System.nanoTime() - started;
      }
    } finally {
      Files.deleteIfExists(file);
    }
    Arrays.sort(nanos);
    return new FsyncProbe(nanos[WRITES / 2] / 1e3, nanos[WRITES * 99 / 100] / 1e3);
  }
}
