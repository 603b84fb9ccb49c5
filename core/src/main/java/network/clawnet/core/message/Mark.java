package network.clawnet.core.message;

import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;

/**
 * The place of a message among those of its route, and the last one that a receiver has dealt with.
 * Marks only rise: a sender counts anew after each start, in a session later than all before, so
 * that none is used twice even after a backup was restored. Source: docs/protocol/delivery.md,
 * section 4.
 *
 * @param session when the sender began to count, epoch milliseconds; 0 for nothing yet
 * @param seq number of the message within the session; 0 before the first
 */
public record Mark(long session, long seq) implements Comparable<Mark> {
  /** Before every message. */
  public static final Mark NONE = new Mark(0, 0);

  /** Size of the encoded mark, in bytes. */
  public static final int BYTES = 2 * Long.BYTES;

  /** Returns whether a message comes after this mark, so that it is new to the receiver. */
  public boolean isBefore(Mark message) {
    return compareTo(message) < 0;
  }

  @Override
  public int compareTo(Mark other) {
    return session != other.session
        ? Long.compare(session, other.session)
        : Long.compare(seq, other.seq);
  }

  public void write(ByteWriter out) {
    out.u64(session).u64(seq);
  }

  /** Reads what {@link #write} wrote. */
  public static Mark read(ByteReader in) throws DecodeException {
    return new Mark(in.u64(), in.u64());
  }
}
