package network.clawnet.p2p.kad.table;

import java.nio.ByteBuffer;
import network.clawnet.core.crypto.Sha256;
import network.clawnet.core.identity.PeerId;

/**
 * A point of the key space: the SHA-256 of a peer id's multihash or of a record key, as an unsigned
 * 256-bit number, most significant word first. Distance is XOR. Source: libp2p kad-dht.
 */
public record KadKey(long a, long b, long c, long d) implements Comparable<KadKey> {
  /** Width in bits; also the common prefix of a key with itself. */
  public static final int BITS = 256;

  /** Returns the point of a record key or of any other bytes that a request names. */
  public static KadKey of(byte[] preimage) {
    ByteBuffer hash = ByteBuffer.wrap(Sha256.digest(preimage));
    return new KadKey(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
  }

  /** Returns the point of a peer. */
  public static KadKey of(PeerId peer) {
    return of(peer.multihash());
  }

  /** Returns the XOR of both. */
  public KadKey distance(KadKey other) {
    return new KadKey(a ^ other.a, b ^ other.b, c ^ other.c, d ^ other.d);
  }

  /** Returns how many leading bits are equal, 0 to {@link #BITS}. */
  public int commonPrefix(KadKey other) {
    if (a != other.a) {
      return Long.numberOfLeadingZeros(a ^ other.a);
    }
    if (b != other.b) {
      return 64 + Long.numberOfLeadingZeros(b ^ other.b);
    }
    if (c != other.c) {
      return 128 + Long.numberOfLeadingZeros(c ^ other.c);
    }
    return 192 + Long.numberOfLeadingZeros(d ^ other.d);
  }

  /** Compares the distances of both to this key: negative if {@code x} is the closer one. */
  public int compareDistance(KadKey x, KadKey y) {
    if (x.a != y.a) {
      return Long.compareUnsigned(x.a ^ a, y.a ^ a);
    }
    if (x.b != y.b) {
      return Long.compareUnsigned(x.b ^ b, y.b ^ b);
    }
    if (x.c != y.c) {
      return Long.compareUnsigned(x.c ^ c, y.c ^ c);
    }
    return Long.compareUnsigned(x.d ^ d, y.d ^ d);
  }

  /** Orders as unsigned numbers. */
  @Override
  public int compareTo(KadKey other) {
    return ZERO.compareDistance(this, other);
  }

  private static final KadKey ZERO = new KadKey(0, 0, 0, 0);
}
