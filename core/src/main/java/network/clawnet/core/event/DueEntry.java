package network.clawnet.core.event;

import java.util.Arrays;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;

/**
 * Something that happens by itself at a block time. Ordered by class, time and id: money first.
 *
 * @param dueClass 0 to 255; lower classes run first and move money back to their owners
 * @param time epoch milliseconds; runs in the first block whose time is not earlier
 * @param id names the subject within its class, at most {@link #MAX_ID_BYTES}
 */
public record DueEntry(int dueClass, long time, byte[] id) implements Comparable<DueEntry> {
  /** Longest id, in bytes. */
  public static final int MAX_ID_BYTES = 64;

  public DueEntry {
    if (dueClass < 0 || dueClass > 255 || time < 0 || id.length == 0 || id.length > MAX_ID_BYTES) {
      throw new IllegalArgumentException("due entry out of range");
    }
  }

  /** Returns the ordered key: class, time, id. */
  public byte[] key() {
    return new ByteWriter(9 + id.length).u8(dueClass).u64(time).raw(id).toBytes();
  }

  /** Reads what {@link #key} wrote. */
  public static DueEntry parse(byte[] key) throws DecodeException {
    ByteReader in = new ByteReader(key);
    int dueClass = in.u8();
    long time = in.u64();
    if (in.remaining() == 0 || in.remaining() > MAX_ID_BYTES) {
      throw new DecodeException("due entry with an id of " + in.remaining() + " bytes");
    }
    return new DueEntry(dueClass, time, in.raw(in.remaining()));
  }

  @Override
  public int compareTo(DueEntry other) {
    return Arrays.compareUnsigned(key(), other.key());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DueEntry it && Arrays.equals(key(), it.key());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key());
  }
}
