package network.clawnet.core.journal;

import java.io.IOException;
import java.util.List;

/**
 * Where segments are kept. One owner thread, the journal's.
 *
 * <p>A write is durable only after {@link #sync} of that segment has returned. When any method
 * throws, the journal stops for ever and the process must end: the operating system may have
 * dropped the bytes, so nothing is retried.
 */
public interface JournalDisk extends AutoCloseable {
  /**
   * Bytes at a place of a segment.
   *
   * @param offset from the start of the segment, in bytes
   */
  record Piece(long offset, byte[] bytes) {}

  /** Returns the names of all whole segments, in ascending order. */
  List<String> list() throws IOException;

  /**
   * Creates a segment of zeros with the pieces in it. Durable when it returns; after a crash before
   * that the segment is either whole or absent.
   *
   * @param bytes size of the segment
   */
  void create(String name, int bytes, List<Piece> pieces) throws IOException;

  /** Returns the size of the segment in bytes. */
  long size(String name) throws IOException;

  /** Reads a whole segment; its size has been checked by the caller. */
  byte[] read(String name) throws IOException;

  /** Overwrites a range inside the segment; never makes it longer. */
  void write(String name, Piece piece) throws IOException;

  /** Returns when everything written to the segment would survive a power cut. */
  void sync(String name) throws IOException;

  /** Removes the segment; durable when it returns. */
  void delete(String name) throws IOException;

  @Override
  void close() throws IOException;
}
