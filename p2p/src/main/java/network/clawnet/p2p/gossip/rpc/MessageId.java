package network.clawnet.p2p.gossip.rpc;

import java.util.Arrays;
import network.clawnet.core.codec.Hex;

/**
 * The name of a message in IHAVE, IWANT and IDONTWANT: opaque bytes. Immutable; comparable, so that
 * ids chosen to collide in a hash table only make it a tree.
 */
public final class MessageId implements Comparable<MessageId> {
  private final byte[] bytes;
  private final int hash;

  private MessageId(byte[] bytes) {
    this.bytes = bytes;
    hash = Arrays.hashCode(bytes);
  }

  /** Takes the array over; nobody may change it any more. */
  public static MessageId of(byte[] bytes) {
    return new MessageId(bytes);
  }

  /** Returns the size in bytes. */
  public int size() {
    return bytes.length;
  }

  /** Returns a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Returns the bytes themselves; this package never writes to them. */
  byte[] raw() {
    return bytes;
  }

  @Override
  public int compareTo(MessageId other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MessageId it && hash == it.hash && Arrays.equals(bytes, it.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Hex.encode(bytes);
  }
}
