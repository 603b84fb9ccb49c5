package network.clawnet.core.journal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The records found when a journal was opened. Holds their places, not their bytes: one segment is
 * in memory at a time.
 */
public final class Replay {
  /** Receives records in order of their LSN. */
  @FunctionalInterface
  public interface Visitor {
    void visit(Stored stored) throws IOException;
  }

  /** The whole records of one segment, in order. */
  record Part(String name, List<Frame> frames) {}

  private final JournalDisk disk;
  private final Optional<Stored> oldestEpochHeader;
  private final List<Part> parts;

  Replay(JournalDisk disk, Optional<Stored> oldestEpochHeader, List<Part> parts) {
    this.disk = disk;
    this.oldestEpochHeader = oldestEpochHeader;
    this.parts = parts;
  }

  /**
   * Visits every record, oldest first, beginning with the epoch header that was current when the
   * oldest segment was made, whose LSN may be of a deleted segment.
   *
   * <p>Call it before the first append.
   */
  public void forEach(Visitor visitor) throws IOException {
    if (oldestEpochHeader.isPresent()) {
      visitor.visit(oldestEpochHeader.get());
    }
    for (Part part : parts) {
      if (part.frames.isEmpty()) {
        continue;
      }
      byte[] bytes = disk.read(part.name);
      for (Frame frame : part.frames) {
        visitor.visit(frame.stored(bytes));
      }
    }
  }
}
