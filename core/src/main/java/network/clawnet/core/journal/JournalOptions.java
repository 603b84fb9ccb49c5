package network.clawnet.core.journal;

import java.util.random.RandomGenerator;

/**
 * How a journal is opened.
 *
 * @param segmentBytes size of new segments; existing ones keep theirs
 * @param epochHeaderType the entry type whose latest record heads every segment
 * @param birth recorded if the journal does not exist yet; else only the key is compared
 * @param ids source of segment numbers that cannot be guessed
 */
public record JournalOptions(
    int segmentBytes, byte epochHeaderType, Birth birth, RandomGenerator ids) {
  /** Normal size of a segment in bytes. */
  public static final int SEGMENT_BYTES = 32 << 20;

  /** Smallest size of a segment in bytes. */
  public static final int MIN_SEGMENT_BYTES = 256 << 10;

  /** Largest size of a segment in bytes. */
  public static final int MAX_SEGMENT_BYTES = 256 << 20;

  public JournalOptions {
    if (segmentBytes < MIN_SEGMENT_BYTES
        || segmentBytes > MAX_SEGMENT_BYTES
        || segmentBytes % SegmentLayout.SECTOR != 0) {
      throw new IllegalArgumentException("segment size " + segmentBytes);
    }
  }
}
