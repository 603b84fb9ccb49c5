package network.clawnet.core.journal;

import java.util.BitSet;

/**
 * The last group of the preceding segment, of which some records were dropped by a repair.
 *
 * @param kept bit i is set if the record with index i was whole
 */
record Cut(long firstLsn, int count, BitSet kept) {
  static final Cut NONE = new Cut(0, 0, new BitSet());

  Cut {
    if (count < 0 || count > Frame.MAX_GROUP_RECORDS || kept.length() > count) {
      throw new IllegalArgumentException("cut of " + count + " records");
    }
  }

  boolean dropped(long lsn) {
    return lsn >= firstLsn && lsn < firstLsn + count && !kept.get((int) (lsn - firstLsn));
  }
}
