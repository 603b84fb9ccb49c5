package network.clawnet.core.journal;

/**
 * Where a record stands in the order of all records.
 *
 * @param group number of the group, which is what one sync made durable
 * @param index position in the group, from 0
 * @param count records in the group
 */
record Rank(long group, int index, int count, long lsn) {
  /** Returns the LSN of the first record of the group. */
  long first() {
    return lsn - index;
  }

  /** Returns the LSN that follows the group. */
  long end() {
    return first() + count;
  }
}
