package network.clawnet.core.journal;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The mark in a full segment that names the next one, so that losing that one is noticed. */
final class Seal {
  private static final byte TYPE = 0;

  private Seal() {}

  static JournalDisk.Piece of(SegmentLayout layout, long id, long nextId) {
    byte[] payload = ByteBuffer.allocate(Long.BYTES).putLong(nextId).array();
    Frame frame = new Frame(layout.logEnd(), 0, Long.BYTES, TYPE, new Rank(0, 0, 1, 0));
    ByteBuffer out = ByteBuffer.allocate(frame.size());
    frame.write(out, id, payload);
    return new JournalDisk.Piece(layout.logEnd(), out.array());
  }

  /** Returns the id of the segment that follows. */
  static Optional<Long> find(byte[] segment, SegmentLayout layout, long id) {
    return Frame.find(segment, layout.logEnd(), layout.mirrorHead(), id)
        .map(frame -> ByteBuffer.wrap(frame.payload(segment)).getLong());
  }
}
