package network.clawnet.core.tree;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.tree.node.Geometry;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a leaf bucket: entries in path order, one after another, each with 64 path bits, the
 * leaf hash, a length byte and the key, a u32 length and the value. A part of the entries is a part
 * of the bytes, so a bucket splits without being decoded.
 */
final class Bucket {
  static final byte[] EMPTY = {};

  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private static final int HASH_AT = Long.BYTES;
  private static final int KEY_LENGTH_AT = HASH_AT + Hash.BYTES;
  private static final int KEY_AT = KEY_LENGTH_AT + 1;

  /** Bytes of an entry besides key and value. */
  static final int OVERHEAD_BYTES = KEY_AT + Integer.BYTES;

  private Bucket() {}

  static long bits(byte[] bucket, int entry) {
    return (long) LONG.get(bucket, entry);
  }

  static int leafHashAt(int entry) {
    return entry + HASH_AT;
  }

  static byte[] key(byte[] bucket, int entry) {
    int at = entry + KEY_AT;
    return Arrays.copyOfRange(bucket, at, at + keyLength(bucket, entry));
  }

  static boolean hasKey(byte[] bucket, int entry, byte[] key) {
    int at = entry + KEY_AT;
    return keyLength(bucket, entry) == key.length
        && Arrays.equals(bucket, at, at + key.length, key, 0, key.length);
  }

  static byte[] value(byte[] bucket, int entry) {
    int at = entry + KEY_AT + keyLength(bucket, entry);
    int from = at + Integer.BYTES;
    return Arrays.copyOfRange(bucket, from, from + (int) INT.get(bucket, at));
  }

  /** Returns where the next entry starts. */
  static int next(byte[] bucket, int entry) {
    int at = entry + KEY_AT + keyLength(bucket, entry);
    return at + Integer.BYTES + (int) INT.get(bucket, at);
  }

  /** Returns the value of the key, or null. */
  static byte @Nullable [] find(byte[] bucket, long bits, byte[] key) {
    for (int entry = 0; entry < bucket.length; entry = next(bucket, entry)) {
      if (bits(bucket, entry) == bits && hasKey(bucket, entry, key)) {
        return value(bucket, entry);
      }
    }
    return null;
  }

  /** Writes an entry except its leaf hash; returns where the next one starts. */
  static int write(byte[] bucket, int entry, long bits, byte[] key, byte[] value) {
    LONG.set(bucket, entry, bits);
    bucket[entry + KEY_LENGTH_AT] = (byte) key.length;
    System.arraycopy(key, 0, bucket, entry + KEY_AT, key.length);
    int at = entry + KEY_AT + key.length;
    INT.set(bucket, at, value.length);
    System.arraycopy(value, 0, bucket, at + Integer.BYTES, value.length);
    return at + Integer.BYTES + value.length;
  }

  /**
   * Returns what is wrong with bytes from the store, or null: lengths that do not end at the end,
   * or an entry out of order.
   */
  static @Nullable String fault(byte[] bucket, int start) {
    long last = Geometry.bits(start);
    int entry = 0;
    while (entry < bucket.length) {
      int left = bucket.length - entry - OVERHEAD_BYTES;
      int keyLength = left < 0 ? 0 : keyLength(bucket, entry);
      if (keyLength < 1 || keyLength > StateKey.MAX_KEY_BYTES || keyLength > left) {
        return "key cut at byte " + entry;
      }
      int valueLength = (int) INT.get(bucket, entry + KEY_AT + keyLength);
      if (valueLength < 0 || valueLength > left - keyLength) {
        return "value cut at byte " + entry;
      }
      if (Long.compareUnsigned(bits(bucket, entry), last) < 0) {
        return "entry out of order at byte " + entry;
      }
      last = bits(bucket, entry);
      entry += OVERHEAD_BYTES + keyLength + valueLength;
    }
    return null;
  }

  private static int keyLength(byte[] bucket, int entry) {
    return bucket[entry + KEY_LENGTH_AT] & 0xff;
  }
}
