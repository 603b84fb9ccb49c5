package network.clawnet.core.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Hex;

/** A SHA-256 value. Immutable; ordered as unsigned bytes. */
public final class Hash implements Comparable<Hash> {
  /** Size in bytes. */
  public static final int BYTES = 32;

  /** 32 zero bytes: the empty subtree and the parent of the first block. */
  public static final Hash ZERO = new Hash(new byte[BYTES]);

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Wraps a copy of the bytes.
   *
   * @param bytes exactly {@link #BYTES}
   */
  public static Hash of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
    }
    return new Hash(bytes.clone());
  }

  /** Copies {@link #BYTES} bytes from {@code offset}, which must be there. */
  public static Hash at(byte[] bytes, int offset) {
    return new Hash(Arrays.copyOfRange(bytes, offset, offset + BYTES));
  }

  /** Returns the SHA-256 of the parts, one after another. */
  public static Hash sha256(byte[]... parts) {
    return new Hash(Sha256.digest(parts));
  }

  /** Reads 64 lower-case hex digits. */
  public static Hash parse(String hex) throws DecodeException {
    return new Hash(Hex.decode(hex, BYTES));
  }

  /** Returns a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Copies the value to {@code target} at {@code offset}. */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, BYTES);
  }

  public String hex() {
    return Hex.encode(bytes);
  }

  /** Returns the first 8 hex digits, for logs. */
  public String shortHex() {
    return hex().substring(0, 8);
  }

  @Override
  public int compareTo(Hash other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash it && Arrays.equals(bytes, it.bytes);
  }

  @Override
  public int hashCode() {
    return (int) INT.get(bytes, 0);
  }

  @Override
  public String toString() {
    return hex();
  }
}
