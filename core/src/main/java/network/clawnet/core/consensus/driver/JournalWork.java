package network.clawnet.core.consensus.driver;

import java.util.List;
import network.clawnet.core.consensus.record.JournalRecord;

/** Something for the journal's thread to do. */
sealed interface JournalWork {
  record Append(List<JournalRecord> records) implements JournalWork {}

  /** Makes what is before it durable before anything behind it is written. */
  record Barrier() implements JournalWork {}

  /** Lets segments go that only hold records up to a head that is durable in the store. */
  record Truncate(Place durableHead) implements JournalWork {}

  record Stop() implements JournalWork {}
}
