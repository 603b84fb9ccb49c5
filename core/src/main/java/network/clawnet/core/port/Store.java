package network.clawnet.core.port;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ordered key-value store with families of keys and atomic batches.
 *
 * <p>Reads may come from any thread and see every batch whose {@link #write} has returned. Methods
 * may block on disk: never call them on an event loop or the consensus thread.
 */
public interface Store extends AutoCloseable {
  /** One family of keys, for example {@code blk}. */
  record Family(String name) {}

  /**
   * One write.
   *
   * @param value the new value, or null to delete the key
   */
  record Write(Family family, byte[] key, byte @Nullable [] value) {}

  /** Receives entries in key order; returns false to stop. */
  @FunctionalInterface
  interface Visitor {
    boolean visit(byte[] key, byte[] value);
  }

  byte @Nullable [] get(Family family, byte[] key) throws IOException;

  /**
   * Returns the newest value of the key that a power cut would leave, together with everything
   * written in the same batch or before it; null if there is none. Tells how far a log that redoes
   * the rest may be deleted.
   */
  byte @Nullable [] durable(Family family, byte[] key) throws IOException;

  /**
   * Applies all writes or none.
   *
   * @param sync true to return only when the batch would survive a power cut
   */
  void write(List<Write> batch, boolean sync) throws IOException;

  /**
   * Visits the entries with {@code from <= key < to} in unsigned byte order.
   *
   * @param to exclusive end, or null for the end of the family
   */
  void scan(Family family, byte[] from, byte @Nullable [] to, Visitor visitor) throws IOException;

  /** Visits the entries with {@code from <= key < to} from the last to the first. */
  void scanBack(Family family, byte[] from, byte @Nullable [] to, Visitor visitor)
      throws IOException;

  /**
   * Returns the first key behind all that begin with a prefix, as the end of a scan.
   *
   * @return null if there is none, as for a prefix of nothing but 0xff
   */
  static byte @Nullable [] after(byte[] prefix) {
    byte[] out = prefix.clone();
    for (int i = out.length - 1; i >= 0; i--) {
      if (++out[i] != 0) {
        return Arrays.copyOf(out, i + 1);
      }
    }
    return null;
  }

  /** Makes every batch written so far durable, for a store that keeps no log of its own. */
  void flush() throws IOException;

  @Override
  void close() throws IOException;
}
