package network.clawnet.core.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What can be told from the 32 bytes of a curve point without decoding it: the table checks of the
 * signature rule. Source: docs/protocol/encoding.md, section 5.
 */
final class PointEncoding {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long SIGN = 0x8000000000000000L;
  private static final long ALL = -1L;

  /** Lowest and highest word of the prime p = 2^255 - 19; the two between are all ones. */
  private static final long P0 = -19L;

  private static final long P3 = 0x7fffffffffffffffL;

  /** The y of two of the points of order 8; the other two have p - y. */
  private static final long[] ORDER8 = {
    0x4fd84d3d706a17c7L, 0x0f67100d760b3cbaL, 0xc6cc392cfa53202aL, 0x7a03ac9277fdc74eL
  };

  private static final long[] ORDER8_NEGATED = {
    0xb027b2c28f95e826L, 0xf098eff289f4c345L, 0x3933c6d305acdfd5L, 0x05fc536d880238b1L
  };

  private PointEncoding() {}

  /**
   * Returns whether encoding the decoded point would give these bytes again: y is below p, and an x
   * of zero has no sign.
   *
   * @param bytes holds 32 bytes from {@code offset}
   */
  static boolean isCanonical(byte[] bytes, int offset) {
    long w0 = word(bytes, offset, 0);
    long w1 = word(bytes, offset, 1);
    long w2 = word(bytes, offset, 2);
    long top = word(bytes, offset, 3);
    long w3 = top & ~SIGN;
    boolean likeP = w3 == P3 && w2 == ALL && w1 == ALL;
    if (likeP && Long.compareUnsigned(w0, P0) >= 0) {
      return false;
    }
    boolean zeroX = (likeP && w0 == P0 - 1) || (w0 == 1 && (w1 | w2 | w3) == 0);
    return top >= 0 || !zeroX;
  }

  /**
   * Returns whether canonical bytes name one of the eight points whose order divides 8.
   *
   * @param bytes 32 bytes for which {@link #isCanonical} holds
   */
  static boolean isSmallOrder(byte[] bytes) {
    long w0 = word(bytes, 0, 0);
    long w1 = word(bytes, 0, 1);
    long w2 = word(bytes, 0, 2);
    long w3 = word(bytes, 0, 3) & ~SIGN;
    boolean zeroOrOne = (w0 >>> 1 | w1 | w2 | w3) == 0;
    boolean minusOne = w3 == P3 && w2 == ALL && w1 == ALL && w0 == P0 - 1;
    return zeroOrOne
        || minusOne
        || equal(ORDER8, w0, w1, w2, w3)
        || equal(ORDER8_NEGATED, w0, w1, w2, w3);
  }

  private static boolean equal(long[] y, long w0, long w1, long w2, long w3) {
    return y[0] == w0 && y[1] == w1 && y[2] == w2 && y[3] == w3;
  }

  private static long word(byte[] bytes, int offset, int index) {
    return (long) LONG.get(bytes, offset + 8 * index);
  }
}
