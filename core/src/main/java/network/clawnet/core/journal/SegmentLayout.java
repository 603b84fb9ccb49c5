package network.clawnet.core.journal;

/**
 * The places inside a segment: head, log, seal, and the mirror that holds the second copies.
 *
 * @param segmentBytes size of the segment in bytes
 */
record SegmentLayout(int segmentBytes) {
  /** Unit in bytes that a disk writes whole; every group begins at a multiple of it. */
  static final int SECTOR = 512;

  /** Smallest distance in bytes between the two copies of a record. */
  static final int COPY_DISTANCE = 64 << 10;

  /** Bytes kept for the head at the start of the log and of the mirror. */
  static final int HEAD_BYTES = 4096;

  private static final int MIRROR_SHARE = 8;

  int logStart() {
    return HEAD_BYTES;
  }

  /** Returns the end of the log, which is where the seal lies. */
  int logEnd() {
    return mirrorHead() - COPY_DISTANCE;
  }

  int mirrorHead() {
    return segmentBytes - alignUp(segmentBytes / MIRROR_SHARE);
  }

  int mirrorStart() {
    return mirrorHead() + HEAD_BYTES;
  }

  static int alignUp(int offset) {
    return (offset + SECTOR - 1) / SECTOR * SECTOR;
  }

  static String name(int number) {
    return String.format("%010d.seg", number);
  }
}
