package network.clawnet.daemon.query.market;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Carries a fault of the storage through functions that may not throw it. */
final class Faults {
  private Faults() {}

  /** A read that may find the storage at fault. */
  @FunctionalInterface
  interface Read<T> {
    T read() throws IOException;
  }

  /** Hides a fault; {@link #rethrown} brings it back. */
  static <T> T unchecked(Read<T> read) {
    try {
      return read.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Brings back what {@link #unchecked} has hidden. */
  static <T> T rethrown(Read<T> read) throws IOException {
    try {
      return read.read();
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
