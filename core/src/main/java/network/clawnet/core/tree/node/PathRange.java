package network.clawnet.core.tree.node;

import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;

/**
 * All paths of one module that begin with the same bits: a subtree of the state.
 *
 * @param module the first eight bits
 * @param start the bits after them, most significant first, as unsigned; those below the depth are
 *     0
 * @param depth how many of these bits are fixed, 0 to {@link #MAX_DEPTH}
 */
public record PathRange(byte module, int start, int depth) implements Comparable<PathRange> {
  /** Bits after the module's that a range can fix. */
  public static final int MAX_DEPTH = Integer.SIZE;

  /** Encoded size in bytes. */
  public static final int BYTES = 6;

  public PathRange {
    if (depth < 0 || depth > MAX_DEPTH || (depth < MAX_DEPTH && (start & (-1 >>> depth)) != 0)) {
      throw new IllegalArgumentException("not a range of paths: " + start + "/" + depth);
    }
  }

  /** Returns all paths of a module. */
  public static PathRange of(byte module) {
    return new PathRange(module, 0, 0);
  }

  /** Returns the lower half. */
  public PathRange left() {
    return new PathRange(module, start, depth + 1);
  }

  /** Returns the upper half. */
  public PathRange right() {
    return new PathRange(module, start | Integer.MIN_VALUE >>> depth, depth + 1);
  }

  /** Returns true if the other range lies in this one, or is this one. */
  public boolean contains(PathRange other) {
    return other.module == module && other.depth >= depth && contains(module, other.start);
  }

  public boolean contains(byte itsModule, int itsStart) {
    return itsModule == module
        && (depth == 0 || (itsStart ^ start) >>> (Integer.SIZE - depth) == 0);
  }

  /** Returns bits of a path that lie in it, the module's included. */
  public int bits() {
    return Byte.SIZE + depth;
  }

  /** Returns the first path of the range. */
  public byte[] firstPath() {
    byte[] path = new byte[Hash.BYTES];
    path[0] = module;
    for (int i = 0; i < Integer.BYTES; i++) {
      path[1 + i] = (byte) (start >>> (Integer.SIZE - Byte.SIZE * (i + 1)));
    }
    return path;
  }

  /** Appends module u8, start u32, depth u8. */
  public void writeTo(ByteWriter out) {
    out.u8(module).u8(start >>> 24).u8(start >>> 16).u8(start >>> 8).u8(start).u8(depth);
  }

  /** Reads what {@link #writeTo} wrote. */
  public static PathRange read(ByteReader in) throws DecodeException {
    byte module = (byte) in.u8();
    int start = in.u16() << Short.SIZE | in.u16();
    try {
      return new PathRange(module, start, in.u8());
    } catch (IllegalArgumentException e) {
      throw new DecodeException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public int compareTo(PathRange other) {
    int modules = Integer.compare(module & 0xff, other.module & 0xff);
    int starts = modules != 0 ? modules : Integer.compareUnsigned(start, other.start);
    return starts != 0 ? starts : Integer.compare(depth, other.depth);
  }
}
